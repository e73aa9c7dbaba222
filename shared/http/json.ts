import { fieldProblem, Problem } from '../errors/problem.ts';
import { badCharacter } from '../text/characters.ts';
import { pointerOf } from '../text/json-pointer.ts';

/** Far more than any body of the contract has (a form is 4 deep), and little enough to walk through on any stack. */
const MAX_DEPTH = 32;
/** Values in a body. The largest form that is taken has some 1,500. */
const MAX_VALUES = 10_000;

/**
 * A posted text as JSON: within limits, and with no half of a surrogate pair in a name or a value, which nothing after
 * this could digest, store or print, and no number beyond all bounds. E1001 for what is no JSON or too deep, E1002 for too many values, E1004 naming
 * the place and the character or number.
 */
export function parseJson(text: string): unknown {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new Problem(1001, { cause });
  }
  inspect(body);
  return body;
}

/** Without recursion: how deep it goes is what is to be found out. */
function inspect(body: unknown): void {
  const open: { value: unknown; path: readonly (string | number)[] }[] = [{ value: body, path: [] }];
  let values = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (++values > MAX_VALUES) throw new Problem(1002, { detail: `请求正文里的项过多，最多 ${MAX_VALUES} 项。` });
    if (path.length > MAX_DEPTH) throw new Problem(1001, { detail: `请求正文嵌套过深，最多 ${MAX_DEPTH} 层。` });
    if (typeof value === 'string') refuseHalves(value, path);
    if (typeof value === 'number') refuseInfinite(value, path);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      refuseHalves(key, path);
      open.push({ value: inner, path: [...path, key] });
    }
  }
}

function refuseHalves(text: string, path: readonly (string | number)[]): void {
  if (text.isWellFormed()) return;
  const message = `含有不能使用的字符 ${badCharacter(text, 'text')}`;
  throw fieldProblem(pointerOf(path), message);
}

/** JSON has no infinity, but what is written as 1e999 becomes one. */
function refuseInfinite(value: number, path: readonly (string | number)[]): void {
  if (Number.isFinite(value)) return;
  throw fieldProblem(pointerOf(path), '数字太大，没有这样的数');
}
