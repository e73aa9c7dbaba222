import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workerCardView } from '../card-views.ts';
import { householdOf, named } from '../testing/household.ts';
import { fontPath, rarePath } from './testing/printing.ts';

/** Whatever is beside the bundle when it is deployed: the fonts, and nothing of node_modules. */
const folder = mkdtempSync(join(tmpdir(), 'print-bundle-'));

beforeAll(async () => {
  // With a character of the second font.
  const view = workerCardView(await householdOf({ form: named('𠮷野英') }));
  mkdirSync(join(folder, 'fonts'));
  copyFileSync(fontPath, join(folder, 'fonts', 'main.ttf'));
  copyFileSync(rarePath, join(folder, 'fonts', 'rare.ttf.br'));
  await build({
    stdin: {
      contents: `
        import PDFDocument from 'pdfkit';
        import { fileURLToPath } from 'node:url';
        import { openPrinter } from './printer.ts';
        const font = (name) => fileURLToPath(new URL('fonts/' + name, import.meta.url));
        const printer = openPrinter(PDFDocument, { main: font('main.ttf'), rare: font('rare.ttf.br') });
        const pdf = await printer.workerCard(${JSON.stringify(view)}, new Date(0));
        process.stdout.write(pdf.subarray(0, 8));`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    banner: {
      js: "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);",
    },
    outfile: join(folder, 'index.mjs'),
  });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('打包后的打印', () => {
  test('旁边只有字库也能打印：不去找标准字体的度量文件', () => {
    expect(execFileSync(process.execPath, ['index.mjs'], { cwd: folder, encoding: 'utf8' })).toBe('%PDF-1.7');
  });
});
