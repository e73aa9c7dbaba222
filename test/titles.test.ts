import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/**
 * The language of the titles of tests, by folder; the longest that a path begins with counts. What the regulation and
 * people of the union would say is said in Chinese; what is said of machines, in English.
 */
const languages: Record<string, 'Chinese' | 'English'> = {
  bench: 'Chinese',
  functions: 'Chinese',
  'functions/access': 'English',
  infra: 'English',
  'infra/provinces': 'Chinese',
  local: 'English',
  shared: 'Chinese',
  'shared/calendar': 'English',
  'shared/organisation': 'English',
  'shared/runtime': 'English',
  test: 'English',
  'test/browser': 'Chinese',
  'test/in-memory': 'Chinese',
  'test/mini-program': 'Chinese',
  'test/simulation': 'Chinese',
  'test/system': 'Chinese',
  tools: 'Chinese',
  workflows: 'Chinese',
};

const root = new URL('..', import.meta.url).pathname;
const files = Object.keys(languages)
  .filter((folder) => !folder.includes('/'))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  .filter(
    (path) => /\.test\.ts$|^test\/(browser|system|in-memory)\/.*\.ts$/.test(path) && !path.includes('node_modules'),
  );

/** Titles of a file's tests, without what is put into them. */
function titlesOf(text: string): string[] {
  const calls = /(?<![\w.])(?:it|test|describe)(?:\.\w+(?:\([^`]*?\))?)?\(\s*(['"`])((?:(?!\1).)*)\1/g;
  return [...text.matchAll(calls)].map(([, , title = '']) => title.replace(/\$\{[^}]*\}|[$%]\w+/g, ''));
}

/** What most of a title is written in; a name or a term of the other may stand among it. */
function languageOf(title: string): 'Chinese' | 'English' | undefined {
  const words = title.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  const characters = title.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  if (words >= 4 && characters < 7) return 'English';
  return characters >= 2 ? 'Chinese' : undefined;
}

it('the tests of one folder speak one language', () => {
  const strange = files.flatMap((path) => {
    const folder = Object.keys(languages)
      .filter((each) => path.startsWith(`${each}/`))
      .toSorted((a, b) => b.length - a.length)[0] as string;
    const titles = titlesOf(readFileSync(join(root, path), 'utf8'));
    return titles
      .filter((title) => ![undefined, languages[folder]].includes(languageOf(title)))
      .map((title) => `${path}: ${title}`);
  });
  expect(strange).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
});
