/** One measured figure beside its limit. */
export interface Row {
  what: string;
  value: number;
  unit: string;
  /** null: shown for comparison only. */
  limit: number | null;
  better: 'more' | 'less';
}

export function meets({ value, limit, better }: Row): boolean {
  return limit === null || (better === 'more' ? value >= limit : value <= limit);
}

export function print(rows: readonly Row[]): void {
  for (const row of rows) {
    const limit = row.limit === null ? '' : `${row.better === 'more' ? '≥' : '≤'} ${row.limit}`;
    const figure = `${row.value >= 1000 ? Math.round(row.value).toLocaleString('en') : row.value.toFixed(2)} ${row.unit}`;
    console.log(`${meets(row) ? '  ' : '✗ '}${figure.padStart(16)}  ${limit.padEnd(12)} ${row.what}`);
  }
}
