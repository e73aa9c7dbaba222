import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { countiesOf } from '../shared/divisions/divisions.ts';
import type { ReadRow } from '../shared/history/fold.ts';
import type { HistoryDetail } from '../shared/history/row.ts';
import { Chance, lastDay, simulated } from '../shared/history/three-years.fixture.ts';
import { countyPath, divisionOf } from '../shared/organisation/org-path.ts';
import { historyContext } from '../shared/registry/history.ts';
import { HistoryWriter } from '../shared/registry/history-writer.ts';
import { carriesOver, type HistoryItem, yearOf } from '../shared/registry/history-years.ts';
import { newId } from '../shared/registry/ids.ts';
import { keys } from '../shared/registry/keys.ts';
import { encrypt } from '../shared/sealing/cipher.ts';
import { divisions, historyYears, table } from '../shared/services/services.ts';
import { ask, people, putPeople } from '../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../test/support/memory/app.ts';
import { MemoryGround } from '../test/support/memory/place.ts';
import { beginning, provinceOn, yunnan } from '../test/support/province.ts';
import type { Row } from './row.ts';
import { writeUnits } from './units.ts';

const DOSSIERS = 100_000;
/** So many lives are made up; each is lived in many counties. */
const LIVES = 2_000;
const LOOKED_AT = 10;
const YEAR = yearOf(lastDay);
const [MAX_CALL_S, MAX_PROVINCE_MB, MAX_COUNTY_MS, MAX_SHARE] = [20, 512, 300, 10];

/**
 * A province's and a county's figures of a day through the warm handler, over the rows of a hundred thousand dossiers in
 * all counties of a province: a year's first rows and everything that happened in it. On the table in memory, so that what
 * is measured is reading, opening and counting, and not the machine's store.
 */
export async function run(): Promise<Row[]> {
  const app = memoryApp();
  app.at(`${lastDay}T08:00:00Z`);
  await putPeople(app);
  const rows = await fill(app);
  const county = await median(async () => (await asked(app, people.reviewer)).ms, 15);
  const calls = await wholeProvince(app);
  // What was counted then holds no more.
  app.at(`${lastDay}T09:00:00Z`);
  const megabytes = await peak(app, () => wholeProvince(app));
  const less = { better: 'less' as const };
  return [
    {
      ...less,
      what: `全省一天的统计（十万户，${rows.toLocaleString('en')} 行，${calls.length} 次请求数完），最久的一次，处理器时间`,
      value: Math.max(...calls) / 1000,
      unit: '秒',
      limit: MAX_CALL_S,
    },
    {
      ...less,
      what: '全省一天的统计，同时用着的内存最多多少（不算垃圾，不算函数自己的）',
      value: megabytes,
      unit: 'MB',
      limit: MAX_PROVINCE_MB,
    },
    { ...less, what: '一个县一天的统计，处理器时间，中位数', value: county, unit: 'ms', limit: MAX_COUNTY_MS },
    await shareOfRows(),
  ];
}

/** Asks until all is counted, and answers how long each call took, in ms. */
async function wholeProvince(app: MemoryApp): Promise<number[]> {
  const calls: number[] = [];
  for (;;) {
    const { ms, status } = await asked(app, people.auditor);
    calls.push(ms);
    if (status === 200) return calls;
  }
}

/** In processor time: other work on the machine is none of it, and a function has one processor. */
async function asked(app: MemoryApp, as: typeof people.auditor): Promise<{ ms: number; status: number }> {
  const before = process.cpuUsage();
  const { statusCode, body } = await ask(app, 'getFigures', { as });
  if (statusCode >= 300) throw new Error(body);
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, status: statusCode };
}

async function median(measure: () => Promise<number>, times: number): Promise<number> {
  const values: number[] = [];
  for (let n = 0; n < times; n++) values.push(await measure());
  return values.sort((one, other) => one - other)[Math.floor(times / 2)] as number;
}

/**
 * What is in use at the most while something is done, above what was before: what is garbage by then is none of it, which a
 * function of 512 MB collects when it has to. What the table answers is copied, as it would come over the wire: else it
 * would be the table's own memory, and none of the reader's.
 */
async function peak(app: MemoryApp, work: () => Promise<unknown>): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 2 ** 20;
  };
  const before = used();
  let most = before;
  let pages = 0;
  const { client } = app.dynamoDb;
  const send = client.send.bind(client) as (command: unknown) => Promise<unknown>;
  client.send = (async (command: unknown) => {
    const answer = structuredClone(await send(command));
    // Collecting takes a second where the table itself is in memory.
    if (pages++ % LOOKED_AT === 0) most = Math.max(most, used());
    return answer;
  }) as typeof client.send;
  try {
    await work();
  } finally {
    client.send = send as typeof client.send;
  }
  return most - before;
}

/** Seals as the writer does, and puts many at once. */
class Filling extends HistoryWriter {
  async fill(rows: readonly ReadRow[]): Promise<void> {
    const items: HistoryItem[] = [];
    for (const { row, open } of rows) {
      const at = { division: divisionOf(row.orgPath), year: YEAR };
      const key = await this.keyOf(at.division, at.year);
      const sealed = encrypt(key, historyContext(row), open() as HistoryDetail);
      items.push({ ...keys.historyRow(at, row.dossier, row.version), content: JSON.stringify({ row, sealed }) });
    }
    await this.table.putAll(items);
  }
}

/** Answers how many rows were put. */
async function fill(app: MemoryApp): Promise<number> {
  const chance = new Chance(530_000);
  const lives = Array.from({ length: LIVES }, (_, n) => ofYear(simulated(n, chance).rows)).filter(
    ({ length }) => length > 0,
  );
  const counties = countiesOf('530000').flatMap(({ divisions: all }) => all.map(({ code }) => countyPath(code)));
  const filling = new Filling(table(app), { arn: app.setting('SEAL_KEY_ARN'), kms: app.edge.kms as never });
  await table(app).put({ ...keys.historyFirst, day: `${Number(YEAR) - 2}-01-01` });
  await historyYears(app).markOpened(YEAR);
  for (const county of counties) await divisions(app).enter(county);
  let count = 0;
  for (let n = 0; n < DOSSIERS; n++) {
    const county = counties[n % counties.length] as string;
    const dossier = newId();
    const rows = (lives[n % lives.length] as ReadRow[]).map(({ row, open }) => ({
      row: { ...row, dossier, orgPath: `${county}/${row.orgPath.split('/').at(-1)}`, from: null },
      open,
    }));
    await filling.fill(rows);
    count += rows.length;
  }
  return count;
}

/** The last row before the year, where it carries over, and those of the year. */
function ofYear(rows: readonly ReadRow[]): ReadRow[] {
  const before = rows.filter(({ row }) => yearOf(row.on) < YEAR).at(-1);
  const within = rows.filter(({ row }) => yearOf(row.on) === YEAR);
  return [...(before && carriesOver(before.row) ? [before] : []), ...within];
}

/** Of a household that goes its whole way: what its rows write, beside everything else. */
async function shareOfRows(): Promise<Row> {
  const ground = new MemoryGround(yunnan, beginning);
  const province = await provinceOn(ground, yunnan);
  try {
    const units = { rows: 0, others: 0 };
    ground.app.dynamoDb.onCommand = (command, written, answer) => {
      const [{ before, after } = {}] = written;
      const isRow = /^(FACT#|HISTORY)/.test((after ?? before)?.pk?.S ?? '');
      units[isRow ? 'rows' : 'others'] += writeUnits(command, written, answer);
    };
    await province.dossiersIn('signed', 5);
    await province.system.atRest();
    return {
      ...{ what: '历史行的写，占其余的写', value: (units.rows / units.others) * 100, unit: '%' },
      ...{ limit: MAX_SHARE, better: 'less' },
    };
  } finally {
    await province.stop();
  }
}
