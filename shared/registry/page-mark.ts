import { fieldProblem } from '../errors/problem.ts';

/**
 * 翻页标记: the place at which a page ended, in letters that pass in an address. It opens nothing: what may be seen is
 * asked again with each page.
 */
export function pageMark(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place that a mark names; undefined without one. E1004 for a mark that this list did not give (`isOurs`). */
export function placeIn<Place>(
  mark: string | undefined,
  isOurs: (place: unknown) => place is Place,
): Place | undefined {
  if (mark === undefined) return undefined;
  const place = parsed(Buffer.from(mark, 'base64url').toString('utf8'));
  if (isOurs(place)) return place;
  throw fieldProblem('/cursor', '翻页标记无效');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
