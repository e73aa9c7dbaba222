import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bundleOptions } from '../infra/bundles.ts';
import { functionNames, functionSpec } from '../infra/functions.ts';
import { findProvince } from '../infra/profiles.ts';
import { abilities } from '../shared/access/may.ts';
import { catalogue } from '../shared/errors/catalogue.ts';
import { style } from '../shared/pages/style.ts';
import { keys } from '../shared/registry/keys.ts';
import { functionMetrics } from '../shared/runtime/metrics.ts';

// Exports, files and packages that nothing uses are found by `npm run check:unused`; here is what only stands in tables.

const root = new URL('..', import.meta.url).pathname;
/** What stands in a folder, but for tests. */
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.tsx?$/.test(path) && !/(\.(test|fixture)\.ts|\/testing\/.*)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const texts = ['shared', 'functions', 'infra'].flatMap(filesIn);
/** What is not deployed, and works on what is. */
const others = ['workflows', 'tools', 'bench', 'workbench', 'clients'].flatMap(filesIn);
const known = new Map<string, Set<string>>();
const wordsOf = (text: string): Set<string> => {
  const words = known.get(text) ?? new Set(text.match(/[\w$]+/g));
  known.set(text, words);
  return words;
};

const textOf = (file: string): string => texts.find(({ path }) => path === file)?.text ?? '';

/** Whether a shipped file outside these has a match. */
const isSaid = (pattern: RegExp, ...but: string[]) =>
  texts.some(({ path, text }) => !but.some((start) => path.startsWith(start)) && pattern.test(text));

describe('nothing stands in a table for nobody', () => {
  it('abilities are each asked for by an operation', () => {
    const asked = (ability: string) =>
      isSaid(new RegExp(`(permit|mayNot|act)\\(\\s*[\\w.]+,\\s*([\\w.]+,\\s*)?'${ability}'`));
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

  it('figures that functions count are each counted by one', () => {
    const counted = (metric: string) => isSaid(new RegExp(`'${metric}'`), 'shared/runtime/metrics', 'infra/');
    expect(Object.values(functionMetrics).filter((metric) => !counted(metric))).toEqual([]);
  });

  it('variables of the functions are each read by one', () => {
    const set = [...textOf('infra/constructs/functions.ts').matchAll(/\b([A-Z]+(?:_[A-Z]+)+): /g)];
    const names = set.map(([, name]) => name as string);
    expect(names.length).toBeGreaterThan(8);
    expect(names.filter((name) => !isSaid(new RegExp(`'${name}'`), 'infra/'))).toEqual([]);
  });

  it('kinds of mail are each sent by a deed, and not only composed', () => {
    const kinds = [...textOf('shared/registry/mails.ts').matchAll(/\| \{ kind: '(\w+)'/g)].map(
      ([, kind]) => kind as string,
    );
    expect(kinds.length).toBeGreaterThan(10);
    const sent = (kind: string) => isSaid(new RegExp(`'${kind}'`), 'shared/registry/mails.ts', 'functions/mail/');
    expect(kinds.filter((kind) => !sent(kind))).toEqual([]);
  });

  it('classes of the style sheet are each on a page', () => {
    const classes = [...new Set([...style.matchAll(/\.([a-z][\w-]*)(?=[^{}]*\{)/g)].map(([, name]) => name as string))];
    expect(classes.length).toBeGreaterThan(15);
    const shown = (name: string) => isSaid(new RegExp(`(class="([\\w -]* )?|')${name}[ "']`), 'shared/pages/style');
    expect(classes.filter((name) => !shown(name))).toEqual([]);
  });

  it('exports are each used by more than tests', () => {
    // What stands in for a package in every bundle is imported by the package's name.
    const exported = texts
      .filter(({ path }) => !/^shared\/runtime\/(no-|lambda-credentials)/.test(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(([, name]) => ({
          path,
          text,
          name,
        })),
      )
      .filter(({ name }) => name !== 'handler' && name !== 'lambda');
    const isUsed = ({ path, text, name = '' }: (typeof exported)[number]) =>
      text.split(new RegExp(`\\b${name}\\b`)).length > 2 ||
      [...texts, ...others].some((each) => each.path !== path && wordsOf(each.text).has(name));
    expect(exported.filter((each) => !isUsed(each)).map(({ path, name }) => `${path} ${name}`)).toEqual([]);
  });

  it('words of the glossary are each in the code', () => {
    const rows = readFileSync(join(root, 'docs/glossary.md'), 'utf8').matchAll(/^\|[^|]*\|([^|]*)\|/gm);
    const words = [...rows].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word as string),
    );
    expect(words.length).toBeGreaterThan(100);
    const parts = (word: string) => word.match(/[A-Za-z][\w-]*/g) ?? [];
    const inCode = (part: string) => [...texts, ...others].some(({ text }) => new RegExp(part, 'i').test(text));
    expect(words.filter((word) => !parts(word).every(inCode))).toEqual([]);
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
    dossierKeys: /\bnew DossierKeys\(/,
    endDossiers: /\bnew DossierKeysToEnd\(/,
    newDataKeys: /\bnew GenerateDataKeyCommand\b/,
    newDossiers: /\bnew NewDossierKeys\(/,
    blindIndex: /'BLIND_INDEX_SECRET_ARN'/,
    smtp: /'SMTP_SECRET_ARN'/,
    links: /'PUBLIC_BASE_URL'/,
    signIn: /'OIDC_ISSUER'/,
    start: /\bnew StartExecutionCommand\b/,
    answer: /\bnew SendTaskSuccessCommand\b/,
    signUpload: /\bsignedForm\(/,
    admitUpload: /\bparseIncomingKey\(/,
    deleteVersions: /\bnew ListObjectVersionsCommand\b/,
    storePrint: /\bnew PutObjectCommand\b[^;]*'DOCUMENTS_BUCKET'/,
    // Opens by an address, and names where prints are.
    readPrints: /^(?=[\s\S]*\bsignedAddress\()[\s\S]*printed\//,
    readAttachments: /\b(attachmentOf|paperOf)\(/,
    collect: /\.collect\(/,
    close: /'ANCHOR_KEY_ARN'/,
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
    const { workflow = [], bucket = [], anchors } = spec;
    const ofAnchors = anchors ? ['table', anchors] : [];
    const allowed = new Set<string>([...Object.keys(spec), ...workflow, ...bucket, ...ofAnchors]);
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
