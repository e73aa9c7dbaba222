import { isId } from '../../shared/registry/ids.ts';
import {
  BATCH,
  DISPOSALS,
  FOUND_BY,
  type Key,
  keys,
  MAIL,
  OLD_NUMBERS,
  OWN,
  TRANSCRIPT,
} from '../../shared/registry/keys.ts';
import { UNSENT } from '../../shared/registry/mails.ts';
import { ledTo } from '../../shared/registry/trace-lists.ts';
import { Alone } from './alone.ts';
import { Batches } from './batches.ts';
import { CheckBatches } from './check-batches.ts';
import { EnteredDivisions } from './divisions.ts';
import { examine, type Finding, type Looking } from './dossier.ts';
import { Numbers } from './numbers.ts';
import { isReceiptOf, receiptFaults, receiptPlace } from './receipts.ts';
import { type Stored, type StoredItem, storedItem } from './stored.ts';
import { Transcripts } from './transcripts.ts';

/** So many dossiers are read at once. */
const AT_ONCE = 8;

/** Something outside a dossier's partition that says it is the dossier's. */
interface Pointer {
  key: Key;
  of: string;
  what: string;
  /** Whether the dossier has it, too; undefined where only the dossier has to be there. */
  isOwn?: (holds: NonNullable<Finding['holds']>) => boolean;
  /** Of a receipt, which objection it is of. */
  receipt?: string | undefined;
}

/**
 * Every dossier of the table, those too of which only something is left that points to them, or nothing but that they were
 * anchored; and what points to a dossier that does not have it. Then what is no dossier's (alone.ts),
 * the numbers of all of them, and what stands in an index and must not.
 */
export async function* examineAll(stored: Stored, looking: Looking): AsyncGenerator<Finding> {
  const ids = new Set([...(looking.anchors?.subjects() ?? [])].filter(isId));
  const [alone, numbers, divisions] = [new Alone(), new Numbers(), new EnteredDivisions()];
  const [batches, checks] = [new Batches(), new CheckBatches()];
  const transcripts = new Transcripts();
  const strays: Finding[] = [];
  const pointers = new Map<string, Pointer[]>();
  // There are so many of these that they are only counted.
  const traces = new Map<string, number>();
  for await (const item of stored.scan()) {
    alone.see(item);
    numbers.see(item);
    batches.see(item);
    checks.see(item);
    transcripts.see(item);
    divisions.see(item);
    strays.push(...strayIn(item));
    const own = /^[DJ]#(.*)$/.exec(item.pk)?.[1];
    if (own !== undefined) ids.add(own);
    for (const traced of ledTo(item)) {
      ids.add(traced);
      traces.set(traced, (traces.get(traced) ?? 0) + 1);
    }
    const pointer = pointerIn(item);
    if (pointer === undefined) continue;
    ids.add(pointer.of);
    pointers.set(pointer.of, [...(pointers.get(pointer.of) ?? []), pointer]);
  }
  const all = [...ids].sort();
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE);
    yield* await Promise.all(
      some.map((id) =>
        examineWith(stored, id, looking, { pointers: pointers.get(id) ?? [], traces: traces.get(id) ?? 0 }),
      ),
    );
  }
  yield* alone.examine(stored, looking);
  yield* numbers.examine(stored);
  yield* batches.examine(stored);
  yield* checks.examine(stored);
  yield* transcripts.examine(stored);
  yield* divisions.examine(stored);
  yield* strays;
}

/** Lists show heads, and queues tasks, batches that wait and what bounced of one, and mails that are not sent: anything else in an index is nobody's but its writer's. */
function strayIn({ pk, sk, status, statusSort, due, dueSort, result }: StoredItem): Finding[] {
  const isListed = status !== undefined && statusSort !== undefined;
  const isQueued = due !== undefined && dueSort !== undefined;
  const isOfDossier = pk.startsWith('D#');
  const isBounced = pk.startsWith(BATCH) && result === 'bounced';
  const isBatch = (pk.startsWith(BATCH) && sk === 'BATCH') || (pk.startsWith(TRANSCRIPT) && sk === 'TRANSCRIPT');
  const isOwed = (isOfDossier && sk.startsWith('TASK#')) || isBounced || isBatch;
  const mayBeQueued = isOwed || (pk.startsWith(MAIL) && due === UNSENT);
  const faults = [
    ...(isListed && !(isOfDossier && (sk === 'HEAD' || sk === 'APPLICATION')) ? ['排在档案的列表里，不该有'] : []),
    ...(isQueued && !mayBeQueued ? ['排在待办和未发的邮件里，不该有'] : []),
  ];
  return faults.length === 0 ? [] : [{ id: `${pk}|${sk}`, faults, entries: 0, hash: '' }];
}

async function examineWith(
  stored: Stored,
  id: string,
  looking: Looking,
  { pointers, traces }: { pointers: readonly Pointer[]; traces: number },
): Promise<Finding> {
  const finding = await examine(stored, id, looking);
  const stray = await Promise.all(
    pointers.map(async ({ key, of, what, isOwn }) => {
      if (finding !== undefined && (finding.holds === undefined || (isOwn?.(finding.holds) ?? true))) return [];
      // What went meanwhile points nowhere any more.
      const still = await storedItem(stored, key);
      if (still === undefined || pointerIn(still)?.of !== of) return [];
      return [finding === undefined ? `${what}指着它，而档案不见了` : `${what}写着是它的，它没有`];
    }),
  );
  if (finding === undefined && traces > 0) stray.push(['线索指着它，而档案不见了']);
  if (finding?.holds) {
    const places = pointers.flatMap(({ receipt }) => receipt ?? []);
    stray.push(receiptFaults(finding.holds.heard, places, looking.today));
  }
  const more = traces - (finding?.holds?.traces ?? traces);
  if (more > 0) stray.push([`${more} 条线索写着是它的，它没有`]);
  const { faults = [], entries = 0, hash = '' } = finding ?? {};
  // Many of a kind say no more than one.
  return { id, faults: [...faults, ...new Set(stray.flat())], entries, hash };
}

function pointerIn(item: StoredItem): Pointer | undefined {
  const { pk, sk, dossierId } = item;
  const key = { pk, sk };
  const of = String(dossierId);
  if (pk.startsWith('ID#') && sk === 'LOCK') {
    const index = pk.slice('ID#'.length);
    return { key, of, what: `身份锁 ${index}`, isOwn: ({ locks }) => locks.includes(index) };
  }
  if (pk.startsWith('NOTICE#')) {
    const notice = sk.slice(sk.indexOf('#') + 1);
    return { key, of, what: `公示 ${notice}`, isOwn: ({ notices }) => notices.includes(`${pk} ${sk}`) };
  }
  if (pk.startsWith(DISPOSALS) || pk === keys.margins) {
    const isOwn: Pointer['isOwn'] = ({ lists }) => lists.includes(`${pk} ${sk}`);
    return { key, of: String(item.dossier), what: pk === keys.margins ? '边缘名单' : '处置清单', isOwn };
  }
  if (pk.startsWith(OWN)) {
    return { key, of, what: '核验过的联系方式', isOwn: ({ lists }) => lists.includes(`${pk} ${sk}`) };
  }
  if (pk.startsWith(OLD_NUMBERS)) return { key, of, what: '旧档的职工编号' };
  if (sk === 'RECEIPT') {
    const receipt = receiptPlace(item);
    return { key, of, what: '异议的回执', isOwn: ({ heard }) => isReceiptOf(heard, item), receipt };
  }
  if (pk.startsWith('LINK#')) return { key, of, what: '一条链接' };
  // Whose ID number or name it is, nobody can tell here: a form that was never submitted leaves its own behind, also in the
  // union that the dossier was of then. There a search shows it no more (functions/registry/search.ts).
  if (FOUND_BY.test(pk)) {
    return { key, of: sk.slice(sk.lastIndexOf('#') + 1), what: '查找', isOwn: ({ places }) => places.includes(sk) };
  }
  const read = pk.startsWith('R#') ? pk.slice('R#'.length) : '';
  return isId(read) ? { key, of: read, what: '查阅的记录' } : undefined;
}
