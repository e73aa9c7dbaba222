import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bundleOptions } from '../infra/bundles.ts';
import { functionNames, functionSpec } from '../infra/functions.ts';
import { findProvince } from '../infra/profiles.ts';
import { abilities } from '../shared/access/may.ts';
import { catalogue } from '../shared/errors/catalogue.ts';
import { keys } from '../shared/registry/keys.ts';

// Exports, files and packages that nothing uses are found by `npm run check:unused`; here is what only stands in tables.

const root = new URL('..', import.meta.url).pathname;
const texts = ['shared', 'functions', 'infra']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  .filter((path) => path.endsWith('.ts') && !/(\.(test|fixture)\.ts|\/testing\/.*)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Whether a shipped file outside these has a match. */
const isSaid = (pattern: RegExp, ...but: string[]) =>
  texts.some(({ path, text }) => !but.some((start) => path.startsWith(start)) && pattern.test(text));

describe('nothing stands in a table for nobody', () => {
  it('abilities are each asked for by an operation', () => {
    const asked = (ability: string) => isSaid(new RegExp(`(permit|mayNot)\\(\\s*[\\w.]+,\\s*'${ability}'`));
    expect(Object.keys(abilities).filter((ability) => !asked(ability))).toEqual([]);
  });

  it('errors are each given somewhere', () => {
    const given = (code: string) => isSaid(new RegExp(`\\b${code}\\b`), 'shared/errors/catalogue', 'shared/contract/');
    expect(Object.keys(catalogue).filter((code) => !given(code))).toEqual([]);
  });

  it('keys of the table are each read or written', () => {
    const used = (key: string) => isSaid(new RegExp(`\\bkeys\\.${key}\\b`));
    expect(Object.keys(keys).filter((key) => !used(key))).toEqual([]);
  });

  it('settings of a province are each read by a function or the stack', () => {
    const { profile } = findProvince('530000', 'production', '2026-09-07');
    const read = (setting: string) =>
      isSaid(
        new RegExp(`(\\.${setting}\\b|[{,]\\s*${setting}\\s*[},:=])`),
        'infra/provinces/',
        'infra/profiles.ts',
        'shared/province/profile.ts',
      );
    expect(settingsOf(profile).filter((setting) => !read(setting))).toEqual([]);
  });
});

describe('a row of functions.ts allows no more than the function does', () => {
  /** What the code of a function says of each thing that a row may allow. */
  const signs: Record<string, RegExp> = {
    table: /'REGISTRY_TABLE'/,
    seal: /'SEAL_KEY_ARN'/,
    blindIndex: /'BLIND_INDEX_SECRET_ARN'/,
    smtp: /'SMTP_SECRET_ARN'/,
    links: /'PUBLIC_BASE_URL'/,
    signIn: /'OIDC_ISSUER'/,
    start: /\bnew StartExecutionCommand\b/,
    answer: /\bnew SendTaskSuccessCommand\b/,
    signUpload: /\bcreatePresignedPost\(/,
    admitUpload: /\bnew DeleteObjectCommand\b/,
    storePrint: /\bnew PutObjectCommand\b[^;]*'DOCUMENTS_BUCKET'/,
    readDocuments: /\bgetSignedUrl\(/,
  };
  const { outputFiles } = buildSync({
    ...bundleOptions({ PROVINCE_PROFILE: '{}' }),
    entryPoints: functionNames.map((name) => ({ in: functionSpec(name).entry, out: name })),
    // Our own code alone, in words that can be found again.
    packages: 'external',
    minify: false,
    minifySyntax: true,
    outdir: '/bundles',
    write: false,
  });
  const codeOf = new Map(
    outputFiles.map(({ path, text }) => [path.slice('/bundles/'.length, -'.js'.length), text.replaceAll('"', "'")]),
  );

  it.each(functionNames)('%s', (name) => {
    const spec = functionSpec(name);
    const { workflow = [], bucket } = spec;
    const allowed = new Set<string>([...Object.keys(spec), ...workflow, ...(bucket ? [bucket] : [])]);
    const found = Object.keys(signs).filter((use) => signs[use]?.test(codeOf.get(name) ?? ''));
    expect(Object.keys(signs).filter((use) => allowed.has(use))).toEqual(found);
  });
});

/** The names of all settings, at whatever depth; what a list or a record holds has no names of its own. */
function settingsOf(part: object): string[] {
  return Object.entries(part).flatMap(([name, value]) =>
    value !== null && typeof value === 'object' && !Array.isArray(value) ? [name, ...settingsOf(value)] : [name],
  );
}
