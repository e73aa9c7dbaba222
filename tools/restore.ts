import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { profiles } from '../infra/provinces/index.ts';
import { dateInShanghai } from '../shared/calendar/dates.ts';
import { isId } from '../shared/registry/ids.ts';
import { Table } from '../shared/registry/table.ts';
import { argumentsOf, misused } from './arguments.ts';
import { aligned } from './columns.ts';
import { putMissing, type Take, type Target } from './restore/apply.ts';
import { restoreDossiers } from './restore/dossiers.ts';
import { keysIn } from './restore/keys.ts';
import type { Tables } from './restore/plan.ts';
import { isLeft, type Row, reportOf, restRow, rowsOf, titles } from './restore/report.ts';
import { restOf } from './restore/rest.ts';
import type { Looking } from './verify/dossier.ts';
import { storedIn } from './verify/stored.ts';
import { placesOf, requireAnchorKey, requireDay, verifyTables } from './verify.ts';

/**
 * npm run restore -- --from TABLE --to TABLE (--dossier ID … | --all | --rest) [--keys-from TABLE --keys-to TABLE]
 *                    [--take restored|live] [--apply --anchors BUCKET (--anchor-key ARN | --public-key FILE)] [--today DATE]
 *
 * Compares the registry's table with one that AWS restored beside it (docs/runbook.md), item by item, and puts back what
 * was named. Without --apply nothing is written. It may be broken off anywhere and done again. What was put back is then
 * compared with what was anchored, as `npm run verify` does: what was rewritten before the backup is wrong in both tables.
 *
 * Exit code 1 when something is left to a person, the verification with the anchors among it; 2 when it could not be read.
 */
const usage =
  'npm run restore -- --from 恢复出来的表 --to 登记表（--dossier 档案标识，可以几个；或 --all；另外的 --rest）[--keys-from 恢复出来的密钥表 --keys-to 密钥表] [--take restored 或 live] [--apply --anchors 锚定的桶 --anchor-key 密钥的 ARN 或 --public-key 公钥文件] [--today 按哪一天看]';

/** So many lines are shown; all of them are in the report. */
const MOST_SHOWN = 300;
const EVERY = 100;

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = { from: text, to: text, 'keys-from': text, 'keys-to': text, take: text };
  const ofAnchors = { anchors: text, 'anchor-key': text, 'public-key': text, today: text };
  const { values } = argumentsOf(
    { ...options, ...ofAnchors, dossier: { type: 'string', multiple: true }, all: flag, rest: flag, apply: flag },
    0,
    usage,
  );
  const { from, to, 'keys-from': keysFrom, 'keys-to': keysTo, dossier = [], all, rest, take, apply } = values;
  if (from === undefined || to === undefined) misused('没有写 --from 和 --to', usage);
  if (from === to) misused('写了同一张表：--from 和 --to', usage);
  if ((keysFrom === undefined) !== (keysTo === undefined)) misused('只写了 --keys-from 和 --keys-to 中的一个', usage);
  if (keysFrom !== undefined && keysFrom === keysTo) misused('写了同一张表：--keys-from 和 --keys-to', usage);
  if (all && dossier.length > 0) misused('写了 --dossier，又写了 --all', usage);
  if (!all && !rest && dossier.length === 0) misused('没有写恢复什么：--dossier、--all 或 --rest', usage);
  for (const id of dossier) if (!isId(id)) misused(`“${id}”不是档案标识（26 位小写字母和数字）`, usage);
  requireAnchorKey(values, usage);
  requireDay(values.today, usage);
  if (values.anchors !== undefined && !apply)
    misused('--anchors 与 --apply 一起写：只比较的，用 npm run verify', usage);
  if (take !== undefined && take !== 'restored' && take !== 'live')
    misused(`不认得 --take 的“${take}”，只有 restored（换成恢复的、由日志推得的）和 live（留着现在的）`, usage);

  const client = new DynamoDBClient({ maxAttempts: 10, retryMode: 'adaptive' });
  for (const name of [from, to, keysFrom, keysTo]) if (name !== undefined) await client.send(readable(name));
  const tables: Tables = {
    live: storedIn(client, to),
    restored: storedIn(client, from),
    ...(keysFrom !== undefined && keysTo !== undefined
      ? { keys: { live: keysIn(client, keysTo), restored: keysIn(client, keysFrom) } }
      : {}),
  };
  const target: Target = {
    table: new Table(to, client),
    ...(keysTo === undefined ? {} : { keys: { name: keysTo, client } }),
  };
  const looking: Looking = {
    terms: (province) => profiles[province],
    today: values.today ?? dateInShanghai(new Date()),
  };
  const report = reportFile();
  const shown = new Shown();
  let left = 0;

  if (all || dossier.length > 0) {
    const named = all ? ('all' as const) : dossier;
    const order = { dossiers: named, ...(take && { take: take as Take }), ...(apply && { target }) };
    const seen = new Set<string>();
    for await (const outcome of restoreDossiers(tables, order, looking)) {
      seen.add(outcome.plan.id);
      report(reportOf(outcome));
      shown.add(rowsOf(outcome), outcome.came);
      if (isLeft(outcome)) left++;
      if (seen.size % EVERY === 0) console.error(`看过 ${seen.size} 份……`);
    }
    for (const id of dossier.filter((id) => !seen.has(id))) {
      console.error(`档案 ${id} 两张表里都没有`);
      left++;
    }
  }
  if (rest) {
    for await (const step of restOf(tables)) {
      if (apply) await putMissing(target.table, step);
      const { what, live } = step;
      report({ key: `${step.item.pk} ${step.item.sk}`, what, now: live === undefined ? 'missing' : 'different' });
      shown.add([restRow(step, apply)], live === undefined ? (apply ? 'restored' : 'would') : 'different');
    }
  }
  shown.print();
  if (!target.keys && !(rest && !all)) console.log('没有写密钥表（--keys-from、--keys-to）：档案密钥没有看');
  console.log(`逐项写在 ${report.path}`);
  if (!apply) {
    console.log('只是比较，什么也没有写；要写的加 --apply');
    return left === 0 ? 0 : 1;
  }
  const code = await verified(all || rest ? [undefined] : dossier, { ...values, table: to });
  return left === 0 ? code : Math.max(code, 1);
}

/** The last step: with the anchors, or it says that it was not done. `undefined` is everything. */
async function verified(
  which: readonly (string | undefined)[],
  place: Parameters<typeof placesOf>[0],
): Promise<number> {
  if (place.anchors === undefined) {
    console.error(
      '恢复没有完：没有写 --anchors，放回的没有与锚核对。恢复的那一刻以前就改写过的，两张表里一样，只有锚看得出。照 npm run verify -- … --anchors 核对过才算',
    );
    return 1;
  }
  console.log('与锚核对：');
  let code = 0;
  for (const dossier of which) code = Math.max(code, await verifyTables(dossier, await placesOf(place), undefined));
  if (code !== 0) console.error('恢复没有完：核对有不符，见上');
  return code;
}

const readable = (TableName: string) => new DescribeTableCommand({ TableName });

/** Lines as they come, some of them on the screen. */
class Shown {
  private readonly rows: Row[] = [titles];
  private more = 0;
  private readonly sums = new Map<string, number>();

  add(rows: readonly Row[], came: string): void {
    const room = Math.max(0, MOST_SHOWN - this.rows.length);
    this.rows.push(...rows.slice(0, room));
    this.more += Math.max(0, rows.length - room);
    this.sums.set(came, (this.sums.get(came) ?? 0) + 1);
  }

  print(): void {
    if (this.rows.length > 1) console.log(aligned(this.rows).join('\n'));
    if (this.more > 0) console.log(`另有 ${this.more} 行，见报告`);
    const said: [string, string][] = [
      ['sound', '不用动'],
      ['would', '会放回'],
      ['restored', '放回了'],
      ['refused', '有冲突'],
      ['undecided', '要写明以哪边为准'],
      ['different', '不同，没有动'],
    ];
    const sums = said.flatMap(([came, title]) => (this.sums.has(came) ? [`${title} ${this.sums.get(came)}`] : []));
    console.log(sums.length > 0 ? sums.join('，') : '没有要恢复的');
  }
}

/** A file to which each object is a line at once: what was done before a crash is in it. */
function reportFile() {
  const path = `out/restore/${new Date().toISOString().replaceAll(':', '')}.jsonl`;
  mkdirSync(dirname(path), { recursive: true });
  return Object.assign((line: object) => appendFileSync(path, `${JSON.stringify(line)}\n`), { path });
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    const { name, message } = error as Error;
    console.error(`${name}：${message}。断在这里的可以照原样再来一遍。`);
    process.exitCode = 2;
  }
}
