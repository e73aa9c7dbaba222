import { createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { profiles } from '../infra/provinces/index.ts';
import { addDays, dateInShanghai } from '../shared/calendar/dates.ts';
import { JournalEntry as Entry, Journal } from '../shared/contract/exchanges/registry.ts';
import { type JournalEntry, verify } from '../shared/dossier/journal.ts';
import type { DossierState } from '../shared/dossier/state.ts';
import { isId } from '../shared/registry/ids.ts';
import { argumentsOf, existing, misused } from './arguments.ts';
import { ask } from './ask.ts';
import { isNotRunning, localAddresses } from './local-auditors.ts';
import { localAnchors, localTable, localToday } from './local-table.ts';
import { anchorsIn } from './verify/anchor-store.ts';
import { type Anchored, DAYS_UNTIL_ANCHORED, readAnchors } from './verify/anchored.ts';
import { examine, type Finding, type Looking } from './verify/dossier.ts';
import { isProven, proofsOf } from './verify/proof.ts';
import { type Stored, storedIn } from './verify/stored.ts';
import { examineAll } from './verify/whole.ts';

/**
 * npm run verify -- <dossierId> [--table NAME [--anchors BUCKET --anchor-key ARN | --public-key FILE]] [--proof FILE] [--today DATE]
 * npm run verify -- --all [the same]
 * npm run verify -- <dossierId> --api URL --token TOKEN
 *
 * As an operator, compares everything that the registry's table holds of a dossier, or of all of them, with what its
 * journal adds up to, and the journal with what was anchored of it, day by day, under Object Lock; without --table in the
 * local clouds that run. As anybody with a token, of a journal alone: the system is not asked whether it is in order, the
 * chain is walked here. With --proof it writes what proves each anchored entry of the dossier to somebody who is shown
 * nothing else (RFC 6962, section 2.1.1).
 *
 * Exit code 1 when anything is wrong, 2 when it could not be read.
 */
const usage =
  'npm run verify -- <档案标识> 或 --all [--table 表名 --anchors 锚定的桶 --anchor-key 密钥的 ARN 或 --public-key 公钥文件] [--proof 写到哪个文件] [--today 按哪一天看]（不写表名就核对本机运行的系统），或 <档案标识> --api 地址 --token 令牌（只核对日志）';

/** All pages together. */
const WholeJournal = z.extend(Journal, {
  entries: z.array(Entry),
  // What is said of them proves nothing.
  inWords: z.optional(z.unknown()),
  next: z.optional(z.null()),
});

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const ofAnchors = { anchors: text, 'anchor-key': text, 'public-key': text, proof: text, today: text };
  const options = { api: text, token: text, table: text, ...ofAnchors, all: { type: 'boolean' } } as const;
  const { values, positionals } = argumentsOf(options, 1, usage);
  const [dossierId] = positionals;
  const { api, token, table } = values;
  if (dossierId === undefined && !values.all) misused('没有写哪份档案', usage);
  if (dossierId !== undefined && values.all) misused('写了一份档案，又写了 --all', usage);
  if ((api === undefined) !== (token === undefined)) misused('只写了 --api 和 --token 中的一个', usage);
  if (api !== undefined && (values.all || table !== undefined)) misused('--api 只用来核对一份档案的日志', usage);
  if (values.anchors !== undefined && table === undefined) misused('--anchors 与 --table 一起写', usage);
  requireAnchorKey(values, usage);
  requireDay(values.today, usage);
  if (values.proof !== undefined && (dossierId === undefined || api !== undefined || (table && !values.anchors))) {
    misused('--proof 只用来证明一份档案的日志，要读得到锚', usage);
  }
  if (api === undefined || token === undefined) return verifyTables(dossierId, await placesOf(values), values.proof);
  if (dossierId === undefined) misused('没有写哪份档案', usage);
  const answer = await fetchJournal(api, token, dossierId);
  if (answer === undefined) {
    console.error(`没有读到档案 ${dossierId} 的日志：没有这份档案、无权查看，或系统没有运行。`);
    return 2;
  }
  const { faults, summary } = judge(dossierId, answer);
  for (const fault of faults) console.log(fault);
  console.log(summary);
  return faults.length === 0 ? 0 : 1;
}

export function requireDay(today: string | undefined, usage: string): void {
  if (today === undefined || z.iso.date().safeParse(today).success) return;
  misused(`--today 应当是日期，例如 2026-11-28，现在是 ${today}`, usage);
}

/** Ends the tool by `misused` unless the bucket of the anchors and one of their keys are named together. */
export function requireAnchorKey({ anchors, ...keys }: Asked, usage: string): void {
  const named = [keys['anchor-key'], keys['public-key']].filter((key) => key !== undefined).length;
  if (named !== (anchors === undefined ? 0 : 1)) {
    misused('--anchors 要与 --anchor-key、--public-key 中的一个一起写', usage);
  }
  if (keys['public-key'] !== undefined) existing(keys['public-key'], usage);
}

/** What nobody can tell without the keys, and what follows from no journal. */
const unseen = [
  '没有封存密钥和盲索引秘密，看不到：遮盖后的姓名、身份锁、姓名的盲索引、线索和公示上的单位、人数是不是这一户的。',
  '没有核对：打开全号码以外的查阅、邮件、等着的令牌、链接试了几次（各能怎样，见 docs/decisions/0067-what-no-journal-says.md）。',
].join('\n');

/** A table, and what was anchored of it; undefined where nobody said where that is. */
interface Place {
  stored: Stored;
  /** ISO date in Asia/Shanghai there: a local cloud has a clock of its own. */
  today: string;
  anchors: Anchored | undefined;
}

/** Compares, and prints what is found; answers the exit code. */
export async function verifyTables(
  dossierId: string | undefined,
  places: readonly Place[],
  proof: string | undefined,
): Promise<number> {
  const sum = { dossiers: 0, others: 0, faults: 0 };
  const wrong = new Set<string>();
  let whole = '';
  let dark = 0;
  for (const { stored, today, anchors } of places) {
    for (const fault of anchors?.faults ?? []) console.log(fault);
    sum.faults += anchors?.faults.length ?? 0;
    const looking: Looking = { terms: (province) => profiles[province], today, anchors };
    for await (const { id, faults, entries, hash, darkSince } of findings(stored, dossierId, looking)) {
      if (isId(id)) sum.dossiers += 1;
      else sum.others += 1;
      sum.faults += faults.length;
      for (const fault of faults) console.log(`${id}：${fault}`);
      if (faults.length > 0 && isId(id)) wrong.add(id);
      if (darkSince !== undefined) dark += 1;
      const since = darkSince === undefined ? '' : `；${darkSince} 销毁，处置证明 ${id}：只核对日志和摘要`;
      whole = `完整：${entries} 条，末条摘要 ${hash}${since}`;
      if (proof !== undefined && anchors !== undefined) await writeProof(anchors, id, proof);
    }
  }
  const { dossiers, others, faults } = sum;
  if (places.length === 0) {
    console.error('没有读到登记表：系统没有运行。');
    return 2;
  }
  if (dossierId !== undefined && dossiers === 0) {
    console.error(`没有读到档案 ${dossierId}：没有这份档案，或系统没有运行。`);
    return 2;
  }
  if (dossierId !== undefined) console.log(faults > 0 ? `不完整：共 ${faults} 处不符` : whole);
  else {
    console.log(
      `核对了 ${dossiers} 份：完整 ${dossiers - wrong.size} 份${dark > 0 ? `（其中 ${dark} 份已经销毁，只有日志和摘要）` : ''}，不完整 ${wrong.size} 份；另外核对了 ${others} 项（登记、公布数据、打开全号码的记录、职工编号的计数、资金发放批次）；共 ${faults} 处不符`,
    );
  }
  for (const { anchors } of places) console.log(extentOf(anchors));
  console.log(unseen);
  return faults === 0 ? 0 : 1;
}

async function* findings(stored: Stored, dossierId: string | undefined, looking: Looking): AsyncGenerator<Finding> {
  if (dossierId === undefined) return yield* examineAll(stored, looking);
  const found = await examine(stored, dossierId, looking);
  if (found !== undefined) yield found;
}

/** Written only when every proof holds by itself. */
async function writeProof(anchors: Anchored, id: string, file: string): Promise<void> {
  const proofs = await proofsOf(anchors, id);
  const holds = proofs.filter((proof) => isProven(proof, anchors.publicKey)).length;
  if (holds < proofs.length) {
    console.log(`${id}：${proofs.length} 条证明里有 ${proofs.length - holds} 条不成立，没有写`);
    return;
  }
  const publicKey = Buffer.from(anchors.publicKey).toString('base64');
  writeFileSync(file, `${JSON.stringify({ publicKey, proofs }, null, 2)}\n`);
  console.log(`证明了 ${proofs.length} 条，写在 ${file}`);
}

/** How far what was anchored could be compared. */
export function extentOf(anchors: Pick<Anchored, 'until' | 'fingerprint'> | undefined): string {
  if (anchors === undefined) {
    return '没有写锚定的桶，看不到：整条日志连同档案头一起重写、末尾连同档案头截去、一份档案删得一点不剩。';
  }
  const { until, fingerprint } = anchors;
  const extent =
    until === undefined
      ? '还没有锚'
      : `锚到 ${until} 为止；${addDays(until, 1 - DAYS_UNTIL_ANCHORED)} 起记的，还没有锚定也不算不符`;
  return `${extent}；公钥的指纹 ${fingerprint}，应当与启用时抄存的一致。`;
}

/** The table of this name and its anchors, with the credentials of whoever runs this; else the local clouds that run. */
export async function placesOf({ table, anchors, today: day, ...keys }: Asked): Promise<Place[]> {
  if (table !== undefined) {
    const [pem, arn] = [keys['public-key'], keys['anchor-key'] ?? ''];
    const key =
      pem === undefined
        ? { kms: new KMSClient({}), arn }
        : { pinned: createPublicKey(readFileSync(pem)).export({ type: 'spki', format: 'der' }) };
    const today = day ?? dateInShanghai(new Date());
    const read =
      anchors === undefined ? undefined : await readAnchors(anchorsIn(new S3Client({}), anchors, key), today);
    return [{ stored: storedIn(new DynamoDBClient({}), table), today, anchors: read }];
  }
  const found: Place[] = [];
  for (const province of ['530000', '370000']) {
    try {
      const { local } = localAddresses(province);
      const today = await localToday(local);
      // Read before the table: what is anchored is in it already.
      const read = await readAnchors(await localAnchors(local), today);
      const { client, name } = await localTable(local);
      found.push({ stored: storedIn(client, name), today, anchors: read });
    } catch (error) {
      if (!isNotRunning(error)) throw error;
    }
  }
  return found;
}

interface Asked {
  today?: string | undefined;
  table?: string | undefined;
  anchors?: string | undefined;
  'anchor-key'?: string | undefined;
  'public-key'?: string | undefined;
}

/** What is wrong with a journal as the API answered it, and the whole in one sentence. */
export function judge(dossierId: string, answer: unknown): { faults: string[]; summary: string } {
  const parsed = WholeJournal.safeParse(answer);
  const faults = parsed.success ? verifyJournal(dossierId, parsed.data) : parsed.error.issues.map(shapeFault);
  if (faults.length > 0 || !parsed.success) return { faults, summary: `不完整：共 ${faults.length} 处不符` };
  const { entries, head } = parsed.data;
  return { faults, summary: `完整：${entries.length} 条，末条摘要 ${head.hash}` };
}

function verifyJournal(dossierId: string, { entries, head }: z.infer<typeof WholeJournal>): string[] {
  // Whether the state is what the entries add up to is what is being found out.
  const state = head.state as unknown as DossierState;
  return verify(dossierId, entries as JournalEntry[], { version: head.version, hash: head.hash, state });
}

function shapeFault({ path }: z.core.$ZodIssue): string {
  const [list, index, ...rest] = path;
  return list === 'entries' && typeof index === 'number'
    ? `第 ${index + 1} 条：${rest.join('.') || '整条'}不是日志的格式`
    : `${path.join('.') || '回答'}不是日志的格式`;
}

/** Undefined when there is no such dossier for this caller. */
async function fetchJournal(api: string, token: string, dossierId: string): Promise<unknown> {
  const entries: unknown[] = [];
  for (let after = 0; ; ) {
    const query = after === 0 ? '' : `?after=${after}`;
    const response = await ask({ api, token }, `/v1/dossiers/${encodeURIComponent(dossierId)}/journal${query}`);
    if (!response.ok) return undefined;
    const page = (await response.json()) as { entries?: unknown[]; next?: unknown };
    // What is no journal is judged as it came.
    if (!Array.isArray(page.entries)) return page;
    entries.push(...page.entries);
    // A system that goes on without end is not followed.
    if (typeof page.next !== 'number' || page.next <= after) return { ...page, entries, next: null };
    after = page.next;
  }
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    const { name, message } = error as Error;
    console.error(`没有读到：${name}，${message}`);
    process.exitCode = 2;
  }
}
