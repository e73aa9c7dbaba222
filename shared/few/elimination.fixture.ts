/** Whether what is known adds up, in whatever way, to what is asked: by elimination. Each is a sum, by its coefficients. */
export function followsFrom(known: readonly number[][], asked: number[]): boolean {
  const rows: number[][] = [];
  const reduced = (row: number[]) =>
    rows.reduce((left, by) => {
      const at = by.findIndex((each) => each !== 0);
      const factor = (left[at] as number) / (by[at] as number);
      return left.map((each, n) => each - factor * (by[n] as number));
    }, row);
  const isNothing = (row: number[]) => row.every((each) => Math.abs(each) < 1e-9);
  for (const row of known) {
    const left = reduced(row).map((each) => (Math.abs(each) < 1e-9 ? 0 : each));
    if (!isNothing(left)) rows.push(left);
  }
  return isNothing(reduced(asked));
}
