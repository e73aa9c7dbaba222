import { canonicalJson } from '../../shared/digest/digest.ts';
import { isDark } from '../../shared/dossier/disposal-state.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import { amends } from '../../shared/dossier/proposed.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { type HeadContent, type HeadItem, listedAs, shownAs } from '../../shared/registry/dossier-reader.ts';
import { joined, type PartItem, parted, unpacked } from '../../shared/registry/head-parts.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { StoredItem } from './stored.ts';

/** What a head is called where it says something that does not follow from the journal. */
const titles: Record<string, string> = {
  version: '版本',
  status: '状态',
  statusSort: '列表里的位置',
  listed: '列表上的几样',
  maskedName: '遮盖后的姓名',
  locks: '身份锁',
  absorbedLocks: '并入的身份锁',
  names: '姓名的盲索引',
  proposed: '提议的一份表上的各人',
  ownContact: '核验过的联系方式',
};

/** What a head and its parts hold together; undefined when they do not fit, or are no head's. */
export function contentIn(head: StoredItem, parts: readonly StoredItem[]): HeadContent | undefined {
  try {
    const { state, facts } = joined<HeadContent>(head.content as Uint8Array, parts as (StoredItem & PartItem)[]) ?? {};
    const { proposed } = facts ?? {};
    const lists = [
      facts?.locks,
      facts?.absorbedLocks,
      facts?.names,
      ...(proposed ? [proposed.locks, proposed.names] : []),
    ];
    return state && facts && lists.every(isListOfTexts) ? { state, facts } : undefined;
  } catch {
    return undefined;
  }
}

/** What a head says of the state by itself, for whoever needs none of its parts; nothing where it cannot be read. */
export function slimState(head: StoredItem | undefined): Partial<DossierState> {
  try {
    return (JSON.parse(unpacked(head?.content as Uint8Array)) as HeadContent).state;
  } catch {
    return {};
  }
}

/** What lies in the head's parts and not in what they hold. */
export function strayParts(id: string, content: HeadContent, parts: readonly StoredItem[]): string[] {
  const known = new Map([...parted(content).parts].map(([place, part]) => [keys.headPart(id, place).sk, part]));
  return parts.filter(({ sk, part }) => known.get(sk) !== part).map(({ sk }) => `档案头旁边多出一项 ${sk}`);
}

/** Everything in a head, beside its state, that something is decided or listed by. */
export function headFaults(
  head: StoredItem & HeadItem,
  content: HeadContent | undefined,
  entries: readonly JournalEntry[],
  states: readonly DossierState[],
): string[] {
  const state = states.at(-1) as DossierState;
  const [orgPath, listedAt = ''] = String(head.statusSort).split('#');
  const expected = {
    ...listedAs(state.id, state, listedAt),
    on: entries.at(-1)?.on,
    ...(content && { maskedName: content.facts.maskedName }),
  };
  const known = ['pk', 'sk', 'version', 'hash', 'content', 'maskedName', ...Object.keys(expected)];
  return [
    ...Object.entries(expected).flatMap(([name, value]) => (isSame(head[name], value) ? [] : [differs(name)])),
    ...(orgPath === state.orgPath && !listedSince(entries, states).includes(listedAt) ? [differs('statusSort')] : []),
    ...(Number.isInteger(head.version) ? [] : [differs('version')]),
    ...Object.keys(head).flatMap((name) => (known.includes(name) ? [] : [`档案头多出一项 ${name}`])),
    ...(content === undefined ? [] : factFaults(content, entries, state)),
  ];
}

/** Locks for every household that was submitted and is not over, absorbed ones only after a merger. */
function factFaults({ facts }: HeadContent, entries: readonly JournalEntry[], state: DossierState): string[] {
  const { locks, absorbedLocks, names, proposed, maskedName, ownContact } = facts;
  const has = (type: string) => entries.some(({ action }) => action.type === type);
  const submitted = has('submit') || has('transcribe');
  const absorbs = absorbedLocks.length === 0 || (has('absorb') && !isOver(state));
  const faults: string[] = [];
  if (locks.length > 0 !== (submitted && !isOver(state))) faults.push(differs('locks'));
  if (names.length > 0 !== (submitted && !isDark(state))) faults.push(differs('names'));
  if (isDark(state) && maskedName !== '') faults.push(differs('maskedName'));
  if (!absorbs || absorbedLocks.some((each) => !locks.includes(each))) faults.push(differs('absorbedLocks'));
  if ((typeof ownContact === 'string') !== (state.ownContact !== null && !isOver(state)))
    faults.push(differs('ownContact'));
  if ((proposed !== undefined) !== isProposed(state)) faults.push(differs('proposed'));
  return faults;
}

/** A changed form is under way, and was submitted. */
function isProposed({ matter }: DossierState): boolean {
  return isOpen(matter) && amends(matter) && matter.form !== null;
}

/** When lists may have begun to show a dossier as they do: when they last changed, or a form with another name came after, or none. */
export function listedSince(entries: readonly JournalEntry[], states: readonly DossierState[]): string[] {
  const shown = states.map((state) => canonicalJson(shownAs(state)));
  const last = shown.findLastIndex((each, index) => each !== shown[index - 1]);
  return entries
    .filter(({ action }, index) => index === last || (index > last && ['saveForm', 'darken'].includes(action.type)))
    .map(({ at }) => at);
}

const differs = (name: string): string => `档案头的${titles[name] ?? name}与日志推得的不符`;
const isListOfTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

export function isSame(one: unknown, other: unknown): boolean {
  return one === undefined || other === undefined ? one === other : canonicalJson(one) === canonicalJson(other);
}
