import type { ReactNode } from 'react';
import { type ChosenFile, chosenFile, type RowFault } from './files.ts';

/** A file that is read here and goes on with the rest of what is filled in; nothing of it is kept in the browser. */
export function FileField({
  label,
  hint,
  most,
  onChoose,
}: {
  label: string;
  hint?: string;
  /** So many bytes it may have. */
  most: number;
  /** `undefined` when none is chosen any more, or it cannot be read; `why` says why. */
  onChoose: (file: ChosenFile | undefined, why?: string) => void;
}): ReactNode {
  return (
    <label className="field">
      {label}
      {hint && <small>{hint}</small>}
      <input
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (!file) return onChoose(undefined);
          if (file.size > most) return onChoose(undefined, `“${file.name}”太大了，请分成几份。`);
          chosenFile(file).then(onChoose, () =>
            onChoose(undefined, `“${file.name}”读不出来：可能正在别的程序里打开，关掉以后再选一次。`),
          );
        }}
      />
    </label>
  );
}

/** The rows of a file, each with what is wrong with it beside it; `cells` in the order of `columns`. */
export function FileRows({
  columns,
  rows,
  faults,
}: {
  columns: readonly string[];
  rows: readonly { row: number; cells: readonly string[] }[];
  faults: readonly RowFault[];
}): ReactNode {
  const of = (row: number) => faults.filter((fault) => fault.row === row);
  const known = new Set(rows.map(({ row }) => row));
  const elsewhere = faults.filter(({ row }) => !known.has(row));
  return (
    <>
      {elsewhere.length > 0 && (
        <ul className="fault" role="alert">
          {elsewhere.map(({ row, message }) => (
            <li key={`${row}${message}`}>
              第 {row} 行：{message}
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && (
        <table className="list">
          <caption className="soft">文件里的 {rows.length} 行</caption>
          <thead>
            <tr>
              <th scope="col">第几行</th>
              {columns.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
              <th scope="col">不对的</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, cells }) => (
              <tr key={row} className={of(row).length > 0 ? 'late' : undefined}>
                <td data-label="第几行">{row}</td>
                {columns.map((title, index) => (
                  <td key={title} data-label={title}>
                    {cells[index] ?? ''}
                  </td>
                ))}
                <td data-label="不对的">
                  <strong className="late-word">
                    {of(row)
                      .map(({ message }) => message)
                      .join('；')}
                  </strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
