import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { bundleOptions } from './bundles.ts';
import { functionSpec } from './functions.ts';

test("of nodemailer the mailer's bundle has the pooled SMTP and no other way to send", () => {
  const { metafile } = buildSync({
    ...bundleOptions({ PROVINCE_PROFILE: '{}' }),
    entryPoints: [functionSpec('mailer').entry],
    outdir: 'out',
    write: false,
    metafile: true,
  });
  const parts = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /node_modules\/nodemailer\/dist\/esm\/([\w-]+)/.exec(path)?.[1] ?? []);
  expect(parts).toContain('smtp-pool');
  const others = ['nodemailer', 'ses-transport', 'sendmail-transport', 'json-transport', 'stream-transport'];
  expect(parts.filter((part) => others.includes(part))).toEqual([]);
});
