/**
 * Ascending code points as pairs in base 36, each the distance from the end of the run before it and the run's length:
 * "1k 2n" is 0x38 to 0x96.
 */
export function packRanges(codePoints: readonly number[]): string {
  const pairs: string[] = [];
  let end = 0;
  for (let index = 0; index < codePoints.length; ) {
    const first = codePoints[index] as number;
    let length = 1;
    while (codePoints[index + length] === first + length) length++;
    pairs.push(`${(first - end).toString(36)} ${length.toString(36)}`);
    end = first + length;
    index += length;
  }
  return pairs.join(' ');
}

/** The runs that packRanges wrote, in turn: first code point, and the one after the last. */
export function unpackRanges(packed: string): Uint32Array {
  let end = 0;
  return Uint32Array.from(packed.split(' '), (step) => {
    end += Number.parseInt(step, 36);
    return end;
  });
}
