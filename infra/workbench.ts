import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';
import { tokens } from '../shared/pages/tokens.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** What a browser of a union's old computer, and of WeChat on a phone, understands. */
const target = ['chrome87', 'safari14.1'];

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
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * The workbench (工作台) as files for a browser, in a folder: each named after what is in it, so that it may be kept for
 * ever, and `manifest.json`, which says which script and which style a page begins with.
 */
export function buildWorkbench(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const { metafile } = buildSync({ ...workbenchOptions, outdir: folder, metafile: true });
  const script = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint !== undefined)?.[0];
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({ script: basename(script as string), style: buildStyle(folder) }),
  );
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
  const name = `style-${createHash('sha256').update(style).digest('hex').slice(0, 8)}.css`;
  writeFileSync(join(folder, name), style);
  return name;
}
