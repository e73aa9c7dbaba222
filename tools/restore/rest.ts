import { type Disposal, isGone } from '../../shared/dossier/disposal-state.ts';
import { isId } from '../../shared/registry/ids.ts';
import { FOUND_BY, type Key, keys } from '../../shared/registry/keys.ts';
import { isSame, slimState } from '../verify/head.ts';
import { numberIn } from '../verify/numbers.ts';
import { type Stored, type StoredItem, storedItem } from '../verify/stored.ts';
import type { Tables } from './plan.ts';

/**
 * What is no dossier's, or hangs on one without being said by its journal: the directory, what is published and entered,
 * receipts, readings of lists, by what an ended dossier is found. Links, mails, answers, limits and places of sweeps are
 * of their day and do not come back; what is in a dossier's partitions goes with it.
 */
const kinds: readonly [title: string, pk: RegExp, sk: RegExp][] = [
  ['工会人员', /^(PERSON#.*|PEOPLE)$/, /./],
  ['工会组织', /^UNIONS$/, /./],
  ['登记的变更记录', /^C#/, /./],
  ['录入', /^(PROPOSALS|UNDECIDED)$/, /./],
  ['公布数据', /^GAZETTE#/, /./],
  ['异议的回执', /^RECEIPT#/, /^RECEIPT$/],
  ['验证过的邮箱', /^HEARD#/, /./],
  ['申请', /^D#/, /^(APPLICATION|TASK#\w*[aA]pplication#\d{4})$/],
  ['申请的材料', /^D#/, /^(ATT|SLOT)#/],
  ['申请的处所', /^APPLIED#/, /./],
  ['查找', FOUND_BY, /^D#/],
  ['锚过的一天', /^ANCHORS$/, /./],
  ['资金发放批次', /^BATCH(ES)?#/, /./],
  ['有档案的区划', /^DIVISIONS$/, /./],
  ['核对批次', /^CHECKS?#/, /./],
  ['旧档批次', /^TRANSCRIPTS?#/, /./],
  ['旧档的职工编号', /^NUMBERS#/, /./],
  ['集中清理', /^CAMPAIGNS?(#|$)/, /./],
  // Not through which day none is missing: rows may be that were there; a night looks.
  ['历史行', /^(FACT#|HISTORY$)/, /^(?!COMPLETE$)/],
  ['抽查', /^SPOTS?(#|$)/, /./],
  ['上报', /^RETURN#/, /./],
  ['督查授权', /^(INSPECTION#|INSPECTOR#|INSPECTIONS$)/, /./],
  ['列表的查阅', /^R#\d{6}(\/|$)/, /./],
];

/** What an item is called that is one of these; undefined for every other. */
export const kindOf = ({ pk, sk }: Key): string | undefined =>
  kinds.find(([, ofPk, ofSk]) => ofPk.test(pk) && ofSk.test(sk))?.[0];

/** An item that the live table lacks, or has otherwise. */
export interface RestStep {
  what: string;
  item: StoredItem;
  /** Undefined where it is missing: only that is put back. Whatever differs stays, as nobody's journal says who is right. */
  live: StoredItem | undefined;
}

/**
 * Compares everything else, item by item, once the dossiers are back. A receipt comes back without the code by which it
 * was confirmed; a counter no lower than the highest number on file, for none is given twice.
 */
export async function* restOf({ live, restored }: Tables): AsyncGenerator<RestStep> {
  const issued = await numbersIssued(live);
  // A scan brings what is in one partition together: it is read once, however long.
  let read: { pk: string; bySk: Map<string, StoredItem> } | undefined;
  for await (const found of restored.scan()) {
    const what = kindOf(found);
    const item = what === undefined ? undefined : await asItIsNow(live, found);
    if (what !== undefined && item !== undefined) {
      if (read?.pk !== found.pk) read = { pk: found.pk, bySk: await bySk(live, found.pk) };
      const there = read.bySk.get(found.sk);
      if (there === undefined || !isSame(plain(there), plain(item))) {
        yield { what, item: withoutCode(item), live: there };
      }
    }
    if (found.sk === 'COUNTER') issued.set(found.pk, Math.max(issued.get(found.pk) ?? 0, Number(found.n)));
  }
  for (const [pk, n] of issued) {
    const item = { pk, sk: 'COUNTER', n };
    const there = await storedItem(live, item);
    if (Number(there?.n ?? 0) < n) yield { what: '职工编号的计数', item, live: there };
  }
}

const bySk = async (live: Stored, pk: string): Promise<Map<string, StoredItem>> =>
  new Map((await live.partition(pk)).map((item) => [item.sk, item]));

/** What was there, as it would be there today; undefined where nothing would. */
async function asItIsNow(live: Stored, found: StoredItem): Promise<StoredItem | undefined> {
  if (found.pk === keys.people) return listedNow(live, found);
  if (/^(D|APPLIED)#/.test(found.pk)) return (await isOfApplication(live, found)) ? found : undefined;
  return (await isOrphan(live, found)) ? undefined : found;
}

/** Of an application that nobody took over: what became a dossier comes back with that, and what was forgotten stays so. */
async function isOfApplication(live: Stored, { pk, sk, dossierId }: StoredItem): Promise<boolean> {
  const id = pk.startsWith('D#') ? pk.slice('D#'.length) : String(dossierId);
  const isBeside = pk.startsWith('D#') && sk !== keys.application(id).sk;
  if (isBeside && (await storedItem(live, keys.head(id))) !== undefined) return false;
  const there = await storedItem(live, keys.application(id));
  return there === undefined ? true : there.file !== undefined;
}

/** In the list of a union stands whoever is of it, as they are known by themselves: who has moved since would be asked there again. */
async function listedNow(live: Stored, { pk, sk, ...then }: StoredItem): Promise<StoredItem | undefined> {
  const id = sk.slice(sk.lastIndexOf('#') + 1);
  const person = (await storedItem(live, keys.person(id))) ?? then;
  return keys.personAt(String(person.orgPath), id).sk === sk ? { ...person, pk, sk } : undefined;
}

/** A place by which a dossier is found, and a receipt, are nothing without it; nor is a place in a union that it is of no more. */
async function isOrphan(live: Stored, { pk, sk, dossierId }: StoredItem): Promise<boolean> {
  const of = FOUND_BY.test(pk) ? sk.slice(sk.lastIndexOf('#') + 1) : pk.startsWith('RECEIPT#') ? dossierId : '';
  if (typeof of !== 'string' || !isId(of)) return false;
  const head = await storedItem(live, keys.head(of));
  if (head === undefined) return true;
  const isPlace = FOUND_BY.test(pk);
  return (
    isPlace && (isGone({ disposal: disposalIn(head) }) || String(head.statusSort).split('#')[0] !== sk.split('#')[1])
  );
}

/** As its head says it, whose parts nobody needs for that. */
const disposalIn = (head: StoredItem): Disposal | null => slimState(head).disposal ?? null;

function withoutCode({ codeHash: _, codeUntil: __, ...item }: StoredItem): StoredItem {
  return item as StoredItem;
}

/** As JSON says it: what only the database tells apart is no difference. */
const plain = (item: StoredItem): unknown => JSON.parse(JSON.stringify(item));

/** The highest dossier number of each county and year, by the counter that gave it. */
async function numbersIssued(live: Stored): Promise<Map<string, number>> {
  const highest = new Map<string, number>();
  for await (const item of live.scan()) {
    const number = numberIn(item);
    if (number === undefined) continue;
    const { pk } = number.counter;
    highest.set(pk, Math.max(highest.get(pk) ?? 0, number.n));
  }
  return highest;
}
