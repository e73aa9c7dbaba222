import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const chromiumPackage = dirname(dirname(require.resolve('@sparticuz/chromium')));
const fontPackage = dirname(require.resolve('@expo-google-fonts/noto-sans-sc'));
const nodeModules = dirname(dirname(chromiumPackage));

/**
 * A picture of a whole page for people to look at, when `PICTURES` is set. No test asks anything of it, and on a busy
 * machine Chromium now and then cannot capture a tall page.
 */
export async function keepPicture(page: Page, path: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path, fullPage: true });
}

/**
 * Starts a real Chromium out of npm packages alone: the browser, the libraries it links to and a Chinese font, so
 * that a fresh machine shows the same glyphs as any other. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpackedBrowser();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    headless: true,
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    },
  });
}

/**
 * Where the unpacked browser lies, unpacking it first if nobody has. The package's own `executablePath()` writes one
 * fixed file that a test running beside this one can meet half-written; here everything is unpacked aside and appears
 * in one rename.
 */
async function unpackedBrowser(): Promise<string> {
  const { version } = require(join(chromiumPackage, 'package.json')) as { version: string };
  const cache = join(nodeModules, '.cache', 'test-browser');
  const folder = join(cache, version);
  if (existsSync(folder)) return folder;

  await mkdir(cache, { recursive: true });
  const aside = await mkdtemp(join(cache, 'unpacking-'));
  await Promise.all([
    inflateInto(aside, join(chromiumPackage, 'bin', 'chromium.br')),
    inflateInto(aside, join(chromiumPackage, 'bin', 'al2023.tar.br')),
    writeFile(join(aside, 'fonts.conf'), fontConfiguration(join(folder, 'font-cache'))),
  ]);
  try {
    await rename(aside, folder);
  } catch (cause) {
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw cause;
  }
  return folder;
}

/** `inflate` reads the folder to write to from TMPDIR, before its first await. */
function inflateInto(folder: string, archive: string): Promise<string> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return inflate(archive);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Only the packaged faces, so that no test passes thanks to a font that one machine happens to have. */
function fontConfiguration(cacheFolder: string): string {
  const faces = ['400Regular', '700Bold'].map((face) => `<dir>${join(fontPackage, face)}</dir>`);
  const families = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
    (family) =>
      `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  );
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...faces,
    `<cachedir>${cacheFolder}</cachedir>`,
    ...families,
    '</fontconfig>',
  ].join('\n');
}
