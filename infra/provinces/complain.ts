/** One fault when something is wrong, beginning with the entry; otherwise none. */
export function complain(isWrong: boolean, entry: string, what: string): string[] {
  return isWrong ? [`${entry}：${what}。`] : [];
}

export function whole(entry: string, value: number, minimum: number, maximum: number): string[] {
  const good = Number.isInteger(value) && value >= minimum && value <= maximum;
  return complain(!good, entry, `须为 ${minimum} 至 ${maximum} 的整数，实为 ${value}`);
}
