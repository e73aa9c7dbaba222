import writeWorkbook from 'write-excel-file/node';

/** One sheet: a line above, headings, and rows of the same width below. */
export interface Sheet {
  name: string;
  /** Over the whole width, above the headings: what this is, and who took it when and why. */
  above: string;
  headings: readonly string[];
  /** How many characters wide each column is. */
  widths: readonly number[];
  rows: readonly (readonly string[])[];
}

/**
 * A workbook (.xlsx) of text. Every cell is text and has the format of text, so that a number of eighteen digits stays as
 * it is and nothing is a formula, whatever it begins with, also when it is typed into again.
 */
export async function workbookOf({ name, above, headings, widths, rows }: Sheet): Promise<Uint8Array> {
  const cell = (text: string) => ({ value: text, type: String, format: '@' });
  const data = [
    [{ ...cell(above), columnSpan: headings.length, wrap: true, height: 48, textColor: '#b00020' }],
    headings.map((each) => ({ ...cell(each), fontWeight: 'bold' as const, backgroundColor: '#eeeeee' })),
    ...rows.map((row) => row.map((text) => (text === '' ? null : cell(text)))),
  ];
  const columns = widths.map((width) => ({ width }));
  return writeWorkbook(data, { sheet: name, columns, stickyRowsCount: 2 }).toBuffer();
}
