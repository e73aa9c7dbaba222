import type { Asked } from './asked.ts';

/* What this browser remembers of the list: how it is narrowed and which columns it has. No household is among it. */

const VIEWS = 'jiandang-list-views';
const COLUMNS = 'jiandang-list-columns';
/** More nobody finds again. */
export const mostViews = 12;

/** What is narrowed and how, without where: whoever moves to another county takes their views along. */
export type View = Omit<Asked, 'org' | 'own'>;

export function keptViews(): View[] {
  return read<View[]>(VIEWS, Array.isArray) ?? [];
}

export function keepViews(views: readonly View[]): void {
  localStorage.setItem(VIEWS, JSON.stringify(views.slice(0, mostViews)));
}

export function keptColumns(): string[] | undefined {
  return read<string[]>(COLUMNS, Array.isArray);
}

export function keepColumns(columns: readonly string[]): void {
  localStorage.setItem(COLUMNS, JSON.stringify(columns));
}

function read<T>(name: string, isRight: (value: unknown) => boolean): T | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    return isRight(value) ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}
