import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { digest } from '../../shared/digest/digest.ts';
import { isAnchoredAlone, keyOfSubject, subjectOf } from '../../shared/registry/alone.ts';
import { type Change, changesOf, digestOfPut } from '../../shared/registry/changes.ts';
import { isId } from '../../shared/registry/ids.ts';
import {
  BATCH,
  CHANGES,
  CHECK,
  INSPECTION,
  type Key,
  keys,
  PERSON,
  SPOT_CHECK,
  TRANSCRIPT,
} from '../../shared/registry/keys.ts';
import type { PersonItem } from '../../shared/registry/people.ts';
import type { SignedReturn } from '../../shared/registry/returns.ts';
import { returnDigest } from '../../shared/returns/signed.ts';
import { anchorFaults } from './anchored.ts';
import type { Finding, Looking } from './dossier.ts';
import { isSame } from './head.ts';
import { type Stored, type StoredItem, storedItem } from './stored.ts';

/** Records of the handling are kept so long, and then go (shared/registry/readings.ts). */
const READINGS_KEPT_YEARS = 3;

/**
 * Of what is no dossier's, what was put and by whom: the directory and batches, by the changes that lie beside them; and those, what is
 * published and the openings of whole ID numbers, by what was anchored of each. Takes the items of a scan one after the
 * other, and then reads again what it names.
 */
export class Alone {
  private readonly subjects = new Set<string>();
  /** Of which changes are kept, by how they are named where something is wrong. */
  private readonly changed = new Map<string, Key>();
  /** By what changes of people are filed, and what people say of it. */
  private readonly filed = new Set<string>();
  private readonly claimed = new Set<string>();
  /** In the lists of unions, by person. */
  private readonly listed = new Map<string, Key[]>();

  see(item: StoredItem): void {
    const { pk, sk } = item;
    if (isAnchoredAlone({ pk, sk })) this.subjects.add(subjectOf({ pk, sk }));
    const of = pk.startsWith(CHANGES) ? pk.slice(CHANGES.length) : changesOf(item);
    if (of?.startsWith(PERSON)) (pk.startsWith(CHANGES) ? this.filed : this.claimed).add(of);
    else if (of !== undefined) this.changed.set(of, keyNamed(of));
    if (pk.startsWith(PERSON)) this.changed.set(pk, { pk, sk });
    if (pk !== keys.people) return;
    const person = keys.person(sk.slice(sk.indexOf('#') + 1));
    this.changed.set(person.pk, person);
    this.claimed.add(`${PERSON}${item.changesOf}`);
    this.listed.set(person.pk, [...(this.listed.get(person.pk) ?? []), { pk, sk }]);
  }

  /** One finding for each: an item that is anchored by itself, and a person, a union or a batch. */
  async *examine(stored: Stored, looking: Looking): AsyncGenerator<Finding> {
    const anchored = [...(looking.anchors?.subjects() ?? [])].filter((subject) => !isId(subject));
    for (const subject of [...new Set([...this.subjects, ...anchored])].sort()) {
      yield finding(subject, await twice(() => aloneFaults(stored, subject, looking)));
    }
    for (const [name, key] of [...this.changed].sort()) {
      yield finding(name, await twice(() => this.changeFaults(stored, name, key)));
    }
    for (const of of [...this.filed].filter((each) => !this.claimed.has(each)).sort()) {
      yield finding(keys.changes(of), await orphanFaults(stored, of, looking.today));
    }
  }

  private async changeFaults(stored: Stored, name: string, key: Key): Promise<string[]> {
    const item = await storedItem(stored, key);
    const of = item ? changesOf(item) : name.startsWith(PERSON) ? undefined : name;
    const changes = (of === undefined ? [] : await stored.partition(keys.changes(of))) as (StoredItem & Change)[];
    const faults: string[] = [];
    const lost = changes.findIndex(({ sk }, index) => sk !== keys.change('', index + 1).sk);
    if (lost >= 0) faults.push(`变更记录缺第 ${lost + 1} 条`);
    const last = changes.at(-1);
    const what = [BATCH, CHECK, INSPECTION, SPOT_CHECK, TRANSCRIPT].some((each) => name.startsWith(each)) ? '' : '登记';
    if (item === undefined) faults.push(`${what}不见了`);
    else if (last === undefined) faults.push(`${what}没有变更记录`);
    else if (last.digest !== digestOfPut(item)) {
      faults.push(`${what}与最近一次变更（第 ${changes.length} 条，${dateInShanghai(last.at)}）的不符`);
    }
    return [...faults, ...(item === undefined ? [] : await this.listFaults(stored, item))];
  }

  /** A person lies once more in the list of their union, the same, and in no other. */
  private async listFaults(stored: Stored, person: StoredItem): Promise<string[]> {
    if (!person.pk.startsWith(PERSON)) return [];
    const { id, orgPath } = person as StoredItem & PersonItem;
    const place = keys.personAt(orgPath, id);
    const there = await storedItem(stored, place);
    const others = (this.listed.get(person.pk) ?? []).filter(({ sk }) => sk !== place.sk);
    const stray = await Promise.all(others.map((key) => storedItem(stored, key)));
    return [
      ...(there === undefined ? ['不在工会的名单里'] : []),
      ...(there !== undefined && !isSame({ ...there, ...place }, { ...person, ...place })
        ? ['工会名单里的与登记不同']
        : []),
      ...stray.flatMap((item) => (item ? [`多出在 ${item.sk.slice(0, item.sk.indexOf('#'))} 的名单里`] : [])),
    ];
  }
}

/** What a union's or a batch's changes are filed by says which it is. */
const keyNamed = (of: string): Key =>
  of.startsWith(BATCH)
    ? { pk: of, sk: 'BATCH' }
    : of.startsWith(TRANSCRIPT)
      ? { pk: of, sk: 'TRANSCRIPT' }
      : of.startsWith(CHECK)
        ? { pk: of, sk: 'CHECK' }
        : of.startsWith(INSPECTION)
          ? { pk: of, sk: 'INSPECTION' }
          : of.startsWith(SPOT_CHECK)
            ? { pk: of, sk: 'SPOT' }
            : { pk: keys.unions, sk: of.slice(keys.unions.length + 1) };

/** Nobody's changes, though somebody's: what is put while the table is read is looked for tomorrow. */
async function orphanFaults(stored: Stored, of: string, today: string): Promise<string[]> {
  const [first] = (await stored.partition(keys.changes(of))) as (StoredItem & Change)[];
  return first === undefined || dateInShanghai(first.at) >= today ? [] : ['登记不见了，变更记录还在'];
}

async function aloneFaults(stored: Stored, subject: string, looking: Looking): Promise<string[]> {
  const { anchors, today } = looking;
  const key = keyOfSubject(subject);
  // Somebody had a leaf anchored of nothing that there could be.
  if (key === undefined || !isAnchoredAlone(key)) return ['锚定过，不是系统里的一项'];
  const item = await storedItem(stored, key);
  if (item === undefined && isPast(key, today)) return [];
  const at = item && instantIn(item);
  if (item && at === undefined) return ['没有写是什么时候的'];
  const entries = item && at ? [{ version: 1, hash: digest(item), on: dateInShanghai(at) }] : [];
  return [
    ...(anchors ? anchorFaults(anchors, subject, entries, today) : []),
    ...(item ? await publishedFaults(stored, item) : []),
    ...(item ? await returnFaults(stored, item) : []),
  ];
}

/** What is published was entered by one person and confirmed by another, who is said to have confirmed it. */
async function publishedFaults(stored: Stored, { pk, ...version }: StoredItem): Promise<string[]> {
  if (!pk.startsWith('GAZETTE#')) return [];
  const number = Number(version.proposal);
  const [proposal, outcome] = await Promise.all([
    storedItem(stored, keys.proposal(number)),
    storedItem(stored, keys.proposalOutcome(number)),
  ]);
  const isConfirmed =
    outcome?.outcome === 'confirmed' && outcome.by === version.confirmedBy && outcome.at === version.confirmedAt;
  const isByTwo = proposal !== undefined && proposal.by !== version.confirmedBy;
  return isConfirmed && isByTwo ? [] : [`不是第 ${number} 次录入经另一人核准的`];
}

/** 上报 comes to its digest, and each of what it sums is there as it was signed. */
async function returnFaults(stored: Stored, item: StoredItem): Promise<string[]> {
  if (!item.pk.startsWith(keys.returns(''))) return [];
  const signed = item as StoredItem & SignedReturn;
  const { period, parts } = signed;
  const below = await Promise.all(
    parts.map(async (part) => {
      // One that was late had signed nothing.
      if (part.number === null) return [];
      const there = await storedItem(stored, keys.return(period, part.orgPath, part.number));
      return there?.digest === part.digest ? [] : [`合在一起的 ${part.orgPath} 不在，或者不是签时的`];
    }),
  );
  return [...(returnDigest(signed) === signed.digest ? [] : ['与签时的摘要不符']), ...below.flat()];
}

function instantIn({ sk, at, confirmedAt }: StoredItem): string | undefined {
  const instant = String(sk.startsWith('OPENED#') ? sk.split('#')[1] : (at ?? confirmedAt));
  return Number.isNaN(Date.parse(instant)) ? undefined : instant;
}

/** Whether a reading is so old that it went with time. */
function isPast({ sk }: Key, today: string): boolean {
  const [section, at = ''] = sk.split('#');
  return section === 'OPENED' && `${Number(at.slice(0, 4)) + READINGS_KEPT_YEARS}${at.slice(4, 10)}` <= today;
}

/** Somebody may have put something while it was read: what is wrong is wrong twice. */
async function twice(faults: () => Promise<string[]>): Promise<string[]> {
  const found = await faults();
  return found.length === 0 ? found : faults();
}

const finding = (id: string, faults: string[]): Finding => ({ id, faults, entries: 0, hash: '' });
