import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { profiles, sheets } from '../infra/provinces/index.ts';
import { coveredLines } from '../infra/provinces/sheet.ts';
import { dateInShanghai } from '../shared/calendar/dates.ts';
import type { Status } from '../shared/dossier/status.ts';
import type { DraftForm } from '../shared/form/form.ts';
import { linesInForce } from '../shared/gazette/in-force.ts';
import { ends } from '../shared/matters/standing.ts';
import type { RuledExemption } from '../shared/standards/assess-form.ts';
import { readLines } from '../shared/standards/lines-csv.ts';
import type { SubsistenceLine } from '../shared/standards/standard.ts';
import { changesHoldFrom, type LiveDossier, verdictChanges } from '../shared/standards/verdict-changes.ts';
import { argumentsOf, existing, misused } from './arguments.ts';
import { ask } from './ask.ts';
import { aligned } from './columns.ts';
import { type Access, localAuditors } from './local-auditors.ts';

const usage =
  'npm run lines -- check <文件>（逐行检查一份低保标准）或 effect <文件> [--api 地址 --token 令牌]（这份生效之后，哪些在档家庭的认定结果会变，只列出不改动；不写 --api 就问本机运行的系统），文件名以省级行政区划代码开头，如 530000-2027.csv';

/**
 * npm run lines -- check <file>
 * npm run lines -- effect <file> [--api URL --token TOKEN]
 *
 * Exit code 1 when the file has faults, 2 when what was asked cannot be done.
 */
async function main(): Promise<number> {
  const { values, positionals } = argumentsOf({ api: { type: 'string' }, token: { type: 'string' } }, 2, usage);
  const [command, file] = positionals;
  if (command !== 'check' && command !== 'effect') misused(`不知道“${command ?? ''}”要做什么`, usage);
  if (file === undefined) misused('没有写哪个文件', usage);
  if ((values.api === undefined) !== (values.token === undefined)) misused('只写了 --api 和 --token 中的一个', usage);
  const province = /^\d{6}/.exec(basename(file))?.[0] ?? '';
  const [form, profile] = Object.hasOwn(sheets, province) ? [sheets[province], profiles[province]] : [];
  if (form === undefined || profile === undefined) misused(`“${basename(file)}”不以省级行政区划代码开头`, usage);
  existing(file, usage);
  const { lines, faults } = readLines(readFileSync(file), province);
  for (const { row, message } of faults) console.log(`第 ${row} 行：${message}`);
  if (faults.length > 0) {
    console.log(`共 ${faults.length} 处错误`);
    return 1;
  }
  if (command === 'check') {
    console.log(`没有错误：${lines.length} 条，${new Set(lines.map(({ division }) => division)).size} 个县区`);
    return 0;
  }

  const { api, token } = values;
  const access = api !== undefined && token !== undefined ? { api, token } : await firstOf(localAuditors(province));
  if (access === undefined) {
    console.error(`${profile.name}没有在本机运行；要问别处的系统，加 --api 和 --token`);
    return 2;
  }
  const { lines: current } = await get<{ lines: SubsistenceLine[] }>(access, '/v1/gazette');
  const changed = linesInForce(current, coveredLines(form, lines));
  const date = changesHoldFrom(current, changed, dateInShanghai(new Date()));
  const dossiers = await liveDossiers(access, province);
  const now = { ...profile, subsistenceLines: current };
  const { changes, unjudged } = verdictChanges(dossiers, now, changed, date);
  const rows = [
    ...changes.map(({ id, before, after }) => [id, before, after]),
    ...unjudged.map((id) => [id, '表不完整，无法认定', '']),
  ];
  if (rows.length > 0) for (const row of aligned([['档案', '现在', '生效之后'], ...rows])) console.log(row);
  const incomplete = unjudged.length > 0 ? `，无法认定的 ${unjudged.length} 户` : '';
  console.log(`以 ${date} 计：在档 ${dossiers.length} 户，认定结果会变的 ${changes.length} 户${incomplete}`);
  return 0;
}

async function firstOf<T>(items: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of items) return item;
  return undefined;
}

/** Not judged again: what is not submitted yet, and what is over. */
const over: ReadonlySet<Status> = new Set(['draft', ...ends]);

/** Every live dossier, with the form that was submitted last: a correction under way may be half filled in. */
async function liveDossiers(access: Access, province: string): Promise<LiveDossier[]> {
  const found: LiveDossier[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = await get(access, `/v1/dossiers?org=${province}${cursor === null ? '' : `&cursor=${cursor}`}`);
    for (const { id, status } of page.dossiers) {
      if (over.has(status)) continue;
      const detail: Detail = await get(access, `/v1/dossiers/${encodeURIComponent(id)}`);
      const form = (detail.submittedForm ?? detail.form)?.content ?? {};
      found.push({ id, form, exemptions: detail.exemptions });
    }
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}

interface Page {
  dossiers: { id: string; status: Status }[];
  cursor: string | null;
}

interface Detail {
  form: { content: DraftForm } | null;
  submittedForm: { content: DraftForm } | null;
  exemptions: RuledExemption[];
}

async function get<T>(access: Access, path: string): Promise<T> {
  const response = await ask(access, path);
  if (!response.ok) {
    const what = path === '/v1/gazette' ? '低保标准' : path.startsWith('/v1/dossiers?') ? '档案列表' : '档案';
    console.error(`没有读到${what}（${response.status}）：令牌不对或过期了，或无权查看。`);
    process.exit(2);
  }
  return (await response.json()) as T;
}

if (import.meta.main) process.exitCode = await main();
