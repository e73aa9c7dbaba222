import writeWorkbook from 'write-excel-file/browser';
import type { CellFault } from './households.ts';
import type { Table } from './table.ts';

/**
 * 毛病表: the table as it was, each column that has a fault followed by one that says what is wrong with the cell before it;
 * what is wrong with a row as a whole stands in a column at the end. All of it text, so that nothing is a formula.
 */
function faultBook(table: Table, faults: readonly CellFault[]): string[][] {
  const wrong = new Map<string, string>();
  for (const { row, column, message } of faults) {
    const place = `${row},${column ?? ''}`;
    const before = wrong.get(place);
    wrong.set(place, before === undefined ? message : `${before}；${message}`);
  }
  const faulty = new Set(faults.map(({ column }) => column));
  const of = (texts: readonly string[], said: (column: number | undefined) => string): string[] => [
    ...texts.flatMap((text, column) => (faulty.has(column) ? [text, said(column)] : [text])),
    ...(faulty.has(undefined) ? [said(undefined)] : []),
  ];
  return [
    of(table.headings, (column) => (column === undefined ? '这一行的毛病' : `${table.headings[column]}的毛病`)),
    ...table.rows.map(({ row, cells }) =>
      of(
        table.headings.map((_, column) => cells[column]?.text ?? ''),
        (column) => wrong.get(`${row},${column ?? ''}`) ?? '',
      ),
    ),
  ];
}

export async function faultWorkbook(table: Table, faults: readonly CellFault[]): Promise<Uint8Array> {
  const rows = faultBook(table, faults);
  const [heads = []] = rows;
  const isSaid = heads.map((head, index) => head.endsWith('的毛病') && head !== table.headings[index]);
  const data = rows.map((row, line) =>
    row.map((text, column) =>
      text === ''
        ? null
        : {
            value: text,
            type: String,
            format: '@',
            ...(line === 0 ? { fontWeight: 'bold' as const } : {}),
            ...(isSaid[column] ? { textColor: '#b00020', wrap: true } : {}),
          },
    ),
  );
  const columns = isSaid.map((said) => ({ width: said ? 40 : 20 }));
  const blob = await writeWorkbook(data, { sheet: '毛病', columns, stickyRowsCount: 1 }).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
