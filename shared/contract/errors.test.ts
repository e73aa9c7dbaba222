import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FunctionName, functionSpec } from '../../infra/functions.ts';
import { catalogue, type ErrorCode } from '../errors/catalogue.ts';
import { errorsOf } from './errors.ts';
import { routes } from './routes.ts';

const folder = new URL('../../functions/', import.meta.url);

/** Which folder of functions/ a function's operations are in. */
const folderOf = (handledBy: string): string => functionSpec(handledBy as FunctionName).entry.split('/')[1] as string;

/** What throws E1004 without naming it (shared/errors/problem.ts). */
const fieldThrowers = /\b(?:fieldProblem|refuseFaults)\(/;

/** Every number that is thrown by name in a folder, but by what answers the workflow and not a request. */
function thrownIn(capability: string): number[] {
  const files = readdirSync(new URL(`${capability}/`, folder)).filter((file) => /(?<!test|step)\.ts$/.test(file));
  const texts = files.map((file) => readFileSync(new URL(`${capability}/${file}`, folder), 'utf8'));
  const named = texts.flatMap((text) => [...text.matchAll(/new Problem\((\d{4})/g)].map(([, code]) => Number(code)));
  const isForField = texts.some((text) => fieldThrowers.test(text));
  return [...new Set(isForField ? [...named, 1004] : named)];
}

describe('错误编号', () => {
  it.each([...new Set(routes.map(({ handledBy }) => folderOf(handledBy)))])(
    '%s 抛出的，它的接口都写明了',
    (capability) => {
      const own = routes.filter(({ handledBy }) => folderOf(handledBy) === capability);
      const stated = new Set<number>(own.flatMap(({ operation }) => errorsOf(operation)));
      // A route that is not there is no operation.
      const astray = thrownIn(capability).filter((code) => code !== 1005 && !stated.has(code));
      expect(astray).toEqual([]);
    },
  );

  it('目录里的每一个，总有一个接口写明；给流程的除外', () => {
    const stated = new Set(routes.flatMap(({ operation }) => errorsOf(operation)));
    const unstated = Object.keys(catalogue)
      .map((code) => Number(code) as ErrorCode)
      .filter((code) => !stated.has(code));
    expect(unstated).toEqual([1306]);
  });
});
