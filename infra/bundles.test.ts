import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { bundle, bundleOptions } from './bundles.ts';
import { type FunctionName, functionSpec } from './functions.ts';
import { profiles } from './provinces/index.ts';

/** The packages' and our own files of which something is in the bundle of one of these functions. */
function partsOf(...names: readonly FunctionName[]): string[] {
  const { metafile } = buildSync({
    ...bundleOptions({ PROVINCE_PROFILE: '{}' }),
    entryPoints: names.map((name) => functionSpec(name).entry),
    outdir: 'out',
    write: false,
    metafile: true,
  });
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
}

test("of nodemailer the mailer's bundle has the pooled SMTP and no other way to send", () => {
  const parts = partsOf('mailer').flatMap(
    (path) => /node_modules\/nodemailer\/dist\/esm\/([\w-]+)/.exec(path)?.[1] ?? [],
  );
  expect(parts).toContain('smtp-pool');
  const others = ['nodemailer', 'ses-transport', 'sendmail-transport', 'json-transport', 'stream-transport'];
  expect(parts.filter((part) => others.includes(part))).toEqual([]);
});

test('of the SDK no client brings what nothing here uses', () => {
  const packages = partsOf('attachment-check', 'dispatcher', 'relay', 'mailer').filter((path) =>
    path.includes('node_modules/'),
  );
  for (const client of ['dynamodb', 'kms', 's3', 'secrets-manager', 'sfn', 'sqs']) {
    expect(packages.some((path) => path.includes(`@aws-sdk/client-${client}/`))).toBe(true);
  }
  const credentials = /credential-provider-(?!env)|token-providers/;
  const events = /event-?streams?/i;
  const discovery = /endpoint-discovery|endpoint-cache|mnemonist|obliterator/;
  expect(packages.filter((path) => [credentials, events, discovery].some((part) => part.test(path)))).toEqual([]);
});

test('no table is brought that is not asked: of divisions, of their names, of sounds', () => {
  const steps = partsOf('approval-step', 'notice-step', 'conclusion-step');
  expect(steps).toContain('shared/organisation/org-path.ts');
  expect(steps.filter((path) => path.startsWith('shared/divisions/'))).toEqual([]);
  const authorizer = partsOf('authorizer');
  expect(authorizer).toContain('shared/divisions/codes.ts');
  expect(authorizer).not.toContain('shared/divisions/divisions.ts');
  const registry = partsOf('registry');
  expect(registry).toContain('shared/duplicates/guesses.ts');
  expect(registry).not.toContain('shared/duplicates/characters.ts');
});

test('what prints reads fonts with the Brotli of Node, and brings none of its own', () => {
  const parts = partsOf('print-step', 'prints');
  expect(parts.some((path) => path.includes('node_modules/fontkit/'))).toBe(true);
  expect(parts.filter((path) => path.includes('node_modules/brotli/'))).toEqual([]);
});

test('what only some requests need lies beside the bundle, in a file that says which build it is of, and works there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jdlk-later-'));
  try {
    bundle(['registry'], profiles['530000'] as NonNullable<(typeof profiles)[string]>, folder, join(folder, 'maps'));
    const files = readdirSync(join(folder, 'registry')).sort();
    expect(files).toEqual([
      'index.mjs',
      expect.stringMatching(/^registry-[0-9a-f]{12}\.mjs$/),
      expect.stringMatching(/^write-[0-9a-f]{12}\.mjs$/),
    ]);
    const [, code = '', later = ''] = files.map((file) => join(folder, 'registry', file));
    expect(readdirSync(join(folder, 'maps'))).toContain(`${files[2]}.map.gz`);
    expect(readFileSync(code, 'utf8')).toContain(`import("./${files[2]}")`);
    expect(readFileSync(code, 'utf8')).not.toContain('xl/worksheets');
    const { workbookOf } = (await import(later)) as typeof import('../shared/workbook/write.ts');
    const sheet = { name: '表', above: '说明', headings: ['姓名'], widths: [10], rows: [['李秀英']] };
    // A workbook is a zip file.
    expect(Buffer.from(await workbookOf(sheet)).toString('latin1', 0, 2)).toBe('PK');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
