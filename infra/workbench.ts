import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';
import { unpack } from '#platform/unpack';
import { packedCodes } from '../shared/divisions/data.ts';
import { packed } from '../shared/form/printable-characters.ts';
import { tokens } from '../shared/pages/tokens.ts';
import { packedNames } from '../shared/platform/division-names.ts';
import type { ProvinceProfile } from '../shared/province/profile.ts';
import { countyMapOf } from './county-map.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** What a browser of a union's old computer, and of WeChat on a phone, understands. */
const target = ['chrome87', 'safari14.1'];

/** What of `shared/platform` a browser has otherwise: all of it. */
const platform = Object.fromEntries(
  readdirSync(join(project, 'shared/platform')).map((file) => [
    `#platform/${basename(file, '.ts')}`,
    join(project, 'workbench/platform', file),
  ]),
);

/** How its scripts are bundled. */
export const workbenchOptions = {
  absWorkingDir: project,
  entryPoints: ['workbench/main.tsx'],
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'browser',
  target,
  minify: true,
  charset: 'utf8',
  jsx: 'automatic',
  alias: platform,
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * The workbench (工作台) of a province as files for a browser, in a folder: each named after what is in it, so that it may be
 * kept for ever, and `manifest.json`, which says which script and which style a page begins with, and where the map is.
 */
export function buildWorkbench(folder: string, profile: Pick<ProvinceProfile, 'code' | 'countyMap'>): void {
  const { metafile } = buildScripts(workbenchOptions.entryPoints, folder);
  const script = Object.entries(metafile.outputs).find(
    ([, { entryPoint }]) => entryPoint !== undefined && workbenchOptions.entryPoints.includes(entryPoint),
  )?.[0];
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({ script: basename(script as string), style: buildStyle(folder), map: buildMap(folder, profile) }),
  );
}

/** 县界图, read when somebody opens it. Answers the file's name; null where the province has none. */
function buildMap(folder: string, { code, countyMap }: Pick<ProvinceProfile, 'code' | 'countyMap'>): string | null {
  if (countyMap === null) return null;
  const map = JSON.stringify(countyMapOf(code, countyMap));
  const name = `map-${digestOf(map)}.json`;
  writeFileSync(join(folder, name), map);
  return name;
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Tables that are packed for Lambda go to a browser unpacked: the gateway compresses what it sends. */
const tables = [packedCodes, packedNames, packed];

/** Bundles scripts for a browser, into a folder. */
export function buildScripts(entryPoints: string[], folder: string) {
  mkdirSync(folder, { recursive: true });
  const built = buildSync({ ...workbenchOptions, entryPoints, outdir: folder, metafile: true, write: false });
  for (const { path, text } of built.outputFiles) {
    const unpacked = tables.reduce(
      (all, table) => all.replace(`"${table}"`, () => JSON.stringify(unpack(table))),
      text,
    );
    writeFileSync(path, unpacked);
  }
  return built;
}

/** Colours are those of the pages by link; what one screen alone needs stands beside it. Answers the file's name. */
function buildStyle(folder: string): string {
  const sheets = ['workbench/style.css', ...globSync('workbench/*/**/*.css', { cwd: project }).toSorted()];
  const { outputFiles } = buildSync({
    stdin: {
      contents: tokens + sheets.map((sheet) => readFileSync(join(project, sheet), 'utf8')).join('\n'),
      loader: 'css',
    },
    target,
    minify: true,
    charset: 'utf8',
    write: false,
    logLevel: 'warning',
  });
  const style = outputFiles[0]?.text as string;
  const name = `style-${digestOf(style)}.css`;
  writeFileSync(join(folder, name), style);
  return name;
}
