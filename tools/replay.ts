import * as z from 'zod/mini';
import { profiles } from '../infra/provinces/index.ts';
import { dateInShanghai } from '../shared/calendar/dates.ts';
import { Problem } from '../shared/errors/problem.ts';
import { type Dossier, DossierReader } from '../shared/registry/dossier-reader.ts';
import { Table } from '../shared/registry/table.ts';
import type { App } from '../shared/services/app.ts';
import { argumentsOf, misused } from './arguments.ts';
import { isNotRunning } from './local-auditors.ts';
import { namedPlace, type OperatorsPlace, operatorsApp, placeHere, placeOptions, placeUsage } from './operator.ts';
import { replayDay } from './replay/day.ts';

/**
 * npm run replay -- <dossier> --as-of 2027-03-01 --by ID --reason TEXT [--explain] [--table NAME --keys NAME --seal-key ARN]
 *
 * As an operator, shows how a dossier stood when a day was over, and the verdicts that counted then, each computed again
 * from what was stored; without --table in the local clouds that run. It prints nothing of the people, unless --explain
 * asks for the words of the verdicts, which have what they earn and spend. Who opens them and why stands among the readings
 * of the household, like every other opening.
 *
 * Exit code 1 when a verdict or the journal is otherwise, 2 when it could not be replayed.
 */
const usage = `npm run replay -- <档案标识> --as-of 2027-03-01 --by 谁（登录标识或工号） --reason 为什么看 [--explain] ${placeUsage}；--explain 连逐条说明一起打印，里面有这一户的收入和支出；谁、为什么，先记进这一户的查阅记录`;

/** As whoever opens whole numbers must say. */
const LEAST_REASON = 2;
const MOST_REASON = 100;

async function main(): Promise<number> {
  const options = {
    ...placeOptions,
    'as-of': { type: 'string' },
    by: { type: 'string' },
    reason: { type: 'string' },
    explain: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = argumentsOf(options, 1, usage);
  const [id] = positionals;
  const day = values['as-of'];
  if (id === undefined) misused('没有写哪份档案', usage);
  if (day === undefined || !z.iso.date().safeParse(day).success) {
    misused(`--as-of 应当是日期，例如 2027-03-01，现在${day === undefined ? '没有写' : `是 ${day}`}`, usage);
  }
  const { by, reason } = values;
  if (by === undefined || !/^[\w.@:-]{1,64}$/.test(by))
    misused(`--by 写谁来看：64 个以内的字母、数字和 _ . @ : -，现在${by === undefined ? '没有写' : `是 ${by}`}`, usage);
  if (reason === undefined || reason.trim().length < LEAST_REASON || reason.length > MOST_REASON)
    misused(
      `--reason 写为什么看，${LEAST_REASON} 到 ${MOST_REASON} 个字，现在${reason === undefined ? '没有写' : `是 ${reason.length} 个字`}`,
      usage,
    );
  const found = await lyingIn(id, namedPlace(values, usage));
  if (found === undefined) {
    console.error(`没有读到档案 ${id}：没有这份档案，或系统没有运行。`);
    return 2;
  }
  const { app, dossier } = found;
  const asked = { day, today: dateInShanghai(app.now()), explain: values.explain, by, reason: reason.trim() };
  const { lines, failure, code } = await replayDay(app, dossier, asked);
  for (const line of lines) console.log(line);
  if (failure !== undefined) console.error(`${failure}。`);
  return code;
}

interface Found {
  app: App;
  dossier: Dossier;
}

/** Where a dossier lies: there, or else in one of the local clouds that run. */
async function lyingIn(id: string, named: OperatorsPlace | undefined): Promise<Found | undefined> {
  if (named !== undefined) return foundIn(id, named);
  for (const province of Object.keys(profiles)) {
    try {
      const found = await foundIn(id, await placeHere(province));
      if (found !== undefined) return found;
    } catch (error) {
      if (!isNotRunning(error)) throw error;
    }
  }
  return undefined;
}

async function foundIn(id: string, place: OperatorsPlace): Promise<Found | undefined> {
  const dossier = await new DossierReader(new Table(place.table, place.dynamoDb)).find(id);
  const profile = profiles[dossier?.state.orgPath.slice(0, 6) ?? ''];
  return dossier && profile && { app: operatorsApp(profile, place), dossier };
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error('没有打开：谁、为什么看，没能记进查阅记录（要有往登记表里放一条的许可）。');
  process.exitCode = 2;
}
