import { Refused } from '../../shared/contract/client.ts';
import { plainly } from './said.ts';

/** A file that somebody chose, as the API takes it. */
export interface ChosenFile {
  name: string;
  bytes: Uint8Array;
  /** Of the bytes. */
  base64: string;
}

export async function chosenFile(file: File): Promise<ChosenFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, bytes, base64: base64Of(bytes) };
}

/** In pieces: as many arguments as a file has bytes are too many. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x8000)
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(text);
}

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Saves something as a file on the person's computer. */
export function download(name: string, content: Uint8Array | string, type = 'text/csv'): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A table as a spreadsheet opens it: with the mark by which it knows UTF-8. Nothing in it may be taken for a formula. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return `\ufeff${rows.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** What is wrong with a row of a file, numbered as a spreadsheet numbers it. */
export interface RowFault {
  row: number;
  message: string;
}

/** The faults of a refusal that are about rows of a file (第 3 行：…); undefined when any is about something else. */
export function rowFaultsOf(error: unknown): RowFault[] | undefined {
  const faults = error instanceof Refused ? (error.problem.faults ?? []) : [];
  const rows = faults.map(({ message }) => {
    const [, row, said = ''] = /^第 (\d+) 行：(.*)$/s.exec(message) ?? [];
    return row === undefined ? undefined : { row: Number(row), message: plainly(said) };
  });
  return rows.length === 0 || rows.includes(undefined) ? undefined : (rows as RowFault[]);
}
