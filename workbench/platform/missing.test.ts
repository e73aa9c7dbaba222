import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { buildScripts, workbenchOptions } from '../../infra/workbench.ts';
import { newSince2020 } from '../../test/support/old-browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'missing-'));
buildScripts(workbenchOptions.entryPoints, folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const scripts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));

/** The file alone, as it is sent. */
const [missing] = buildSync({
  ...workbenchOptions,
  entryPoints: ['workbench/platform/missing.ts'],
  splitting: false,
  write: false,
}).outputFiles;

/** As in a browser of 2020: what came since is taken away, and what the workbench brings is put there. */
function oldWindow(brings: string) {
  const window = createContext({
    URL: {},
    AbortSignal: {},
    crypto: { getRandomValues: (bytes: Uint8Array) => bytes.fill(255) },
  });
  for (const place of newSince2020) runInContext(`delete ${place}`, window);
  runInContext(brings, window);
  return (code: string): unknown => JSON.parse(runInContext(`JSON.stringify(${code})`, window));
}

describe('旧浏览器里没有的', () => {
  const ask = oldWindow(missing?.text as string);

  it('脚本里用到的新办法，旧浏览器里都补上了', () => {
    // What is looked for before it is used may be missing: React's own. ECharts' rectangles have a union of their own.
    const optional = ['Error.captureStackTrace', 'Set.prototype.union'];
    const used = newSince2020
      .filter((place) => !optional.includes(place))
      .filter((place) => {
        const [owner, name] = [place.split('.')[0] as string, place.split('.').at(-1) as string];
        const call = place.includes('.prototype.')
          ? `.${name}(`
          : place.includes('.')
            ? `${owner}.${name}(`
            : `${name}(`;
        return scripts.some((script) => script.includes(call));
      });
    expect(used.length).toBeGreaterThan(4);
    // A bundler leaves out a file of which nothing is used.
    expect(scripts.filter((script) => script.includes(',"toWellFormed",'))).toHaveLength(1);
    expect(used.filter((place) => ask(`typeof ${place}`) === 'undefined')).toEqual([]);
  });

  it('没有一条正则表达式往回看：Safari 16.4 以前读不了', () => {
    expect(scripts.flatMap((script) => script.match(/.{20}\(\?<[=!].{20}/g) ?? [])).toEqual([]);
  });

  it.each([
    ['[1, 2, 3].at(-1)', 3],
    ['[..."ab"].at(5) ?? null', null],
    ['"abc".at(-2)', 'b'],
    [
      '((list) => [list.toSorted(), list])([2, 10, 1])',
      [
        [1, 10, 2],
        [2, 10, 1],
      ],
    ],
    ['[2, 10, 1].toSorted((a, b) => a - b)', [1, 2, 10]],
    ['[5, 6, 5, 7].findLastIndex((n) => n === 5)', 2],
    ['[5].findLastIndex((n) => n === 6)', -1],
    ['Object.hasOwn({ a: 1 }, "a") && !Object.hasOwn({}, "toString")', true],
    [
      '[...Map.groupBy([1, 2, 3], (n) => n % 2)]',
      [
        [1, [1, 3]],
        [0, [2]],
      ],
    ],
    ['"张\\ud800三𠮷".toWellFormed()', '张\ufffd三𠮷'],
    [
      '((form) => { const copy = structuredClone(form); copy.a[0].b = 2; return [form, copy]; })({ a: [{ b: 1 }], c: null })',
      [
        { a: [{ b: 1 }], c: null },
        { a: [{ b: 2 }], c: null },
      ],
    ],
    ['crypto.randomUUID()', 'ffffffff-ffff-4fff-bfff-ffffffffffff'],
  ])('%s', (code, value) => expect(ask(code)).toEqual(value));
});
