import { cpSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Settings } from '../../clients/mini-program/lib/settings.ts';
import { tokens } from '../../shared/pages/tokens.ts';

const source = fileURLToPath(new URL('../../clients/mini-program/', import.meta.url));

/** The most that WeChat takes as one package, bytes. */
export const mostOfPackage = 2 * 1024 * 1024;

/** What browsers and Node have, and mini-programs have not: whatever asks for it finds nothing, also where it runs in tests. */
const absent = [
  'fetch',
  'crypto',
  'TextEncoder',
  'TextDecoder',
  'URL',
  'URLSearchParams',
  'FormData',
  'Blob',
  'atob',
  'btoa',
  'Buffer',
  'process',
  'structuredClone',
  'localStorage',
  'document',
  'Intl',
];

/**
 * The mini-program of a province, as WeChat's tools open it. All scripts are one bundle, because pages share who has
 * signed in; each page's own file hands its part to `Component`.
 *
 * @returns how large it is, bytes
 */
export function bundleMiniProgram(folder: string, settings: Settings): number {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  buildSync({
    entryPoints: [join(source, 'main.ts')],
    outfile: join(folder, 'bundle.js'),
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: ['chrome87', 'safari14.1'],
    minify: true,
    charset: 'utf8',
    define: {
      MINI_PROGRAM_SETTINGS: JSON.stringify(settings),
      ...Object.fromEntries(absent.flatMap((name) => [name, `globalThis.${name}`].map((each) => [each, 'undefined']))),
    },
    logLevel: 'warning',
  });
  writeFileSync(join(folder, 'app.js'), "App(require('./bundle.js').app);\n");
  for (const file of globSync('**/*.{json,wxml,wxss}', { cwd: source })) {
    if (file === 'tsconfig.json') continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(source, file), join(folder, file));
  }
  const style = readFileSync(join(source, 'app.wxss'), 'utf8');
  writeFileSync(join(folder, 'app.wxss'), tokens.replace(':root', 'page') + style);
  for (const page of pagesOf(folder)) {
    writeFileSync(join(folder, `${page}.js`), `Component(require('../../bundle.js').pages['${basename(page)}']);\n`);
    writeFileSync(join(folder, `${page}.json`), '{ "component": true }\n');
  }
  return globSync('**/*', { cwd: folder }).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

const pagesOf = (folder: string): string[] => JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')).pages;
