import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { digest } from '../../shared/digest/digest.ts';
import { isAnchoredAlone, keyOfSubject, subjectOf } from '../../shared/registry/alone.ts';
import { type Change, changedOf, digestOfPut, itemChanged } from '../../shared/registry/changes.ts';
import { isId } from '../../shared/registry/ids.ts';
import { BATCH, CHANGES, type Key, keys, PERSON } from '../../shared/registry/keys.ts';
import type { PersonItem } from '../../shared/registry/people.ts';
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
  private readonly changed = new Set<string>();
  /** In the lists of unions, by person. */
  private readonly listed = new Map<string, Key[]>();

  see({ pk, sk }: StoredItem): void {
    if (isAnchoredAlone({ pk, sk })) this.subjects.add(subjectOf({ pk, sk }));
    if (pk.startsWith(CHANGES)) this.changed.add(pk.slice(CHANGES.length));
    const changed = changedOf({ pk, sk });
    if (changed !== undefined) this.changed.add(changed);
    if (pk !== keys.people) return;
    const id = sk.slice(sk.indexOf('#') + 1);
    this.changed.add(keys.person(id).pk);
    this.listed.set(id, [...(this.listed.get(id) ?? []), { pk, sk }]);
  }

  /** One finding for each: an item that is anchored by itself, and a person or a union. */
  async *examine(stored: Stored, looking: Looking): AsyncGenerator<Finding> {
    const anchored = [...(looking.anchors?.subjects() ?? [])].filter((subject) => !isId(subject));
    for (const subject of [...new Set([...this.subjects, ...anchored])].sort()) {
      yield finding(subject, await twice(() => aloneFaults(stored, subject, looking)));
    }
    for (const of of [...this.changed].sort()) yield finding(of, await twice(() => this.changeFaults(stored, of)));
  }

  private async changeFaults(stored: Stored, of: string): Promise<string[]> {
    const changes = (await stored.partition(keys.changes(of))) as (StoredItem & Change)[];
    const item = await storedItem(stored, itemChanged(of));
    const faults: string[] = [];
    const lost = changes.findIndex(({ sk }, index) => sk !== keys.change(of, index + 1).sk);
    if (lost >= 0) faults.push(`变更记录缺第 ${lost + 1} 条`);
    const last = changes.at(-1);
    const what = of.startsWith(BATCH) ? '' : '登记';
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
    const others = (this.listed.get(id) ?? []).filter(({ sk }) => sk !== place.sk);
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
