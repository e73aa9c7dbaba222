import { type Awaited, answerTo } from '../../shared/dossier/answers.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { isLive, isOver } from '../../shared/dossier/life.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { divisionOf } from '../../shared/organisation/org-path.ts';
import { disposalItems } from '../../shared/registry/disposals.ts';
import { type HeadFacts, heldLocks } from '../../shared/registry/dossier-reader.ts';
import type { Terms } from '../../shared/registry/dossiers.ts';
import { digestOf, type FormItem } from '../../shared/registry/forms.ts';
import { keys } from '../../shared/registry/keys.ts';
import { ledgerItems } from '../../shared/registry/ledger.ts';
import { marginItems } from '../../shared/registry/margins.ts';
import { wallsOf } from '../../shared/registry/notices.ts';
import { ownContactItems } from '../../shared/registry/own-contacts.ts';
import { placesItem } from '../../shared/registry/places.ts';
import { taskItems } from '../../shared/registry/tasks.ts';
import { obligations } from '../../shared/tasks/obligations.ts';
import { isOfLedger, type Laid, ledgerTitle, noticeUp, savedForms } from '../verify/beside.ts';
import { isSame } from '../verify/head.ts';
import { type Stored, type StoredItem, storedItem } from '../verify/stored.ts';
import { isFoundBy } from '../verify/traces.ts';
import { type Found, nothing, type Step } from './steps.ts';

/** The dossier as its journal says, what lies in its own partition now, and what lay there. */
export interface Both extends Laid {
  before: readonly StoredItem[];
}

const at = (items: readonly StoredItem[], sk: string): StoredItem | undefined => items.find((item) => item.sk === sk);

/** The item that the journal bears out: the live one, else the restored one. */
function right(
  what: string,
  sk: string,
  { items, before }: Both,
  isRight: (item: StoredItem | undefined) => boolean,
): Found {
  const [live, item] = [at(items, sk), at(before, sk)];
  if (isRight(live)) return nothing;
  if (item === undefined || !isRight(item)) return { ...nothing, lacking: [`${what}：两边都没有与日志相符的`] };
  return { ...nothing, steps: [{ what, item, live }] };
}

/** Every form as it was saved last under its number: its digest is in the journal. */
export function forms(both: Both): Found[] {
  const saved = new Map(savedForms(both).map(({ form, digest }) => [form, digest]));
  return [...saved].map(([form, digest]) =>
    right(`第 ${form} 份档案表`, keys.form(both.state.id, form).sk, both, (item) => {
      const { sealed } = (item ?? {}) as Partial<FormItem>;
      return sealed !== undefined && digestOf({ sealed }) === digest;
    }),
  );
}

/** Every attachment that was accepted, and the slot that it takes. What came to nothing does not come back. */
export function attachments(both: Both): Found[] {
  const { id, attachments } = both.state;
  return attachments.flatMap(({ id: attachment, kind }) => {
    const { sk } = keys.attachment(id, attachment);
    const found = right(
      `附件 ${attachment}`,
      sk,
      both,
      (item) => item?.status === 'accepted' && isSame(item.kind, kind),
    );
    const slot = Number((found.steps[0]?.item ?? at(both.items, sk))?.slot);
    if (!Number.isInteger(slot)) return [found];
    const place = keys.attachmentSlot(id, slot);
    const steps: Step[] = at(both.items, place.sk)
      ? []
      : [{ what: `附件占的位 ${slot}`, item: place, live: undefined }];
    return [found, { ...nothing, steps }];
  });
}

/** Every entry of the ledger as the journal says it, wherever its item was. */
export function ledger({ entries, items }: Both): Step[] {
  const expected = entries.flatMap(ledgerItems) as unknown as StoredItem[];
  const known = new Set(expected.map(({ sk }) => sk));
  return [
    ...expected
      .filter((item) => !isSame(at(items, item.sk), item))
      .map((item) => ({ what: ledgerTitle(item.sk), item, live: at(items, item.sk) })),
    ...items
      .filter((item) => isOfLedger(item) && !known.has(item.sk))
      .map((live) => ({ what: ledgerTitle(live.sk), item: undefined, live })),
  ];
}

/** What is owed by the state; a date that a profile has since changed stays as both tables have it. */
export function tasks({ state, items, before }: Both, terms: Terms, maskedName: string): Step[] {
  const owed = taskItems(state.id, { tasks: obligations(state, terms), maskedName }) as unknown as StoredItem[];
  const found = items.filter(({ sk }) => sk.startsWith('TASK#'));
  const named = (sk: string) => `待办 ${sk.slice('TASK#'.length)}`;
  const isWrong = (item: StoredItem): boolean => {
    const live = at(items, item.sk);
    return live === undefined || (!isSame(live, item) && !isSame(live, at(before, item.sk)));
  };
  return [
    ...owed.filter(isWrong).map((item) => ({ what: named(item.sk), item, live: at(items, item.sk) })),
    ...found
      .filter(({ sk }) => !owed.some((item) => item.sk === sk))
      .map((live) => ({ what: named(live.sk), item: undefined, live })),
  ];
}

/**
 * By what it is found and compared: whoever is over is found by names and numbers, and by no trace. What is compared is
 * that of the form submitted last, so traces from before a later submission are none.
 */
export async function findables(live: Stored, both: Both, facts: HeadFacts, isSubmittedSince: boolean): Promise<Found> {
  const { id, orgPath, mergedInto } = both.state;
  const place = keys.place(orgPath, id);
  const [now, then] = [at(both.items, keys.traces(id).sk), at(both.before, keys.traces(id).sk)];
  const forgotten = isOver(both.state) && mergedInto === null;
  const traces = forgotten ? undefined : (now ?? (isSubmittedSince ? undefined : then));
  const lost = traces === undefined && isLive(both.state);
  const all: Step[] = [
    ...heldLocks(facts).map((index) => ({ what: '按身份证号的查找', item: { pk: keys.identities(index), sk: place } })),
    ...[...new Set([...facts.names, ...(facts.proposed?.names ?? [])])].map((index) => ({
      what: '按姓名的查找',
      item: { pk: keys.names(index), sk: place },
    })),
    ...numbersOf(both.state).map((pk) => ({ what: '按职工编号的查找', item: { pk, sk: place } })),
  ].map((step) => ({ ...step, live: undefined }));
  const there = await Promise.all(all.map(async ({ item }) => (item ? storedItem(live, item) : undefined)));
  const steps = all.filter((_, i) => there[i] === undefined);
  const hashes = [...((traces?.hashes ?? []) as Iterable<string>)];
  const found = await Promise.all(hashes.map((hash) => isFoundBy(live, hash, id)));
  const unfound = hashes.filter((_, i) => !found[i]).map((hash) => keys.trace(hash, id));
  steps.push(...unfound.map((item) => ({ what: '线索', item, live: undefined })));
  if (now === undefined && traces !== undefined) steps.unshift({ what: '比较用的线索', item: traces, live: undefined });
  return { ...nothing, steps, lacking: lost ? ['比较用的线索：两边都没有，更正一次档案表再提交才会重写'] : [] };
}

const numbersOf = ({ registration }: DossierState): string[] =>
  registration === null ? [] : [keys.dossierNumbers(registration.dossierNumber)];

/** Where it is found, as it was written down; what its head holds of it at least, and then by that alone. */
export function places({ state, items, before }: Both, facts: HeadFacts): Step[] {
  const { id } = state;
  const isOf = ({ sk }: StoredItem) => sk.startsWith(keys.places(id, '').sk);
  const missing = before.filter((item) => isOf(item) && !at(items, item.sk));
  const written = new Set([...items, ...missing].filter(isOf).flatMap(({ partitions }) => partitions as string[]));
  const held = [
    ...heldLocks(facts).map(keys.identities),
    ...[...facts.names, ...(facts.proposed?.names ?? [])].map(keys.names),
    ...numbersOf(state),
  ].filter((pk) => !written.has(pk));
  const own = held.length === 0 ? [] : [placesItem(id, held) as unknown as StoredItem];
  return [...missing, ...own].map((item) => ({ what: '查找的处所', item, live: undefined }));
}

/** Where it stands on the list of what is to be disposed of, and on 边缘名单, by the state; and where its worker's contact leads to it. */
export async function lists(live: Stored, state: DossierState, { ownContact }: HeadFacts): Promise<Step[]> {
  const all = [
    ...disposalItems(state).map((item) => ({ what: '处置清单', item })),
    ...marginItems(state).map((item) => ({ what: '边缘名单', item })),
    ...ownContactItems(state.id, ownContact).map((item) => ({ what: '核验过的联系方式', item })),
  ];
  const steps = all.map(async ({ what, item }): Promise<Step[]> => {
    const there = await storedItem(live, item);
    return isSame(there, item) ? [] : [{ what, item: item as unknown as StoredItem, live: there }];
  });
  return (await Promise.all(steps)).flat();
}

/** Every lock of its people, or who has taken one meanwhile. */
export async function locks(live: Stored, { id, orgPath }: DossierState, wanted: readonly string[]): Promise<Found> {
  const found = await Promise.all(wanted.map((index) => storedItem(live, keys.identityLock(index))));
  const steps: Step[] = [];
  const conflicts: string[] = [];
  for (const [i, index] of wanted.entries()) {
    const [lock, item] = [found[i], { ...keys.identityLock(index), dossierId: id, orgPath }];
    if (lock !== undefined && lock.dossierId !== id) conflicts.push(`身份锁已由档案 ${String(lock.dossierId)} 占着`);
    else if (!isSame(lock, item)) steps.push({ what: '身份锁', item, live: lock });
  }
  return { ...nothing, steps, conflicts };
}

/** The notice that is up, on each wall. */
export async function notice(
  tables: { live: Stored; restored: Stored },
  state: DossierState,
  province: string,
  today: string,
): Promise<Found[]> {
  const up = noticeUp(state);
  if (up === null) return [];
  return Promise.all(
    wallsOf(province, divisionOf(state.orgPath)).map(async (wall): Promise<Found> => {
      const key = keys.notice(wall, up.until, up.id);
      if ((await storedItem(tables.live, key)) !== undefined) return nothing;
      const item = await storedItem(tables.restored, key);
      if (item?.dossierId !== state.id) {
        // One whose days are over may have been swept away.
        return { ...nothing, lacking: up.until < today ? [] : [`公示 ${up.id}：两边都没有`] };
      }
      return { ...nothing, steps: [{ what: `公示 ${up.id}`, item, live: undefined }] };
    }),
  );
}

/** The tokens of what still waits for an answer; of an execution that has ended since, the daily reconciliation begins another. */
export function waiting({ state, items, before }: Both): Step[] {
  return before
    .filter(({ sk }) => sk.startsWith('AWAIT#') && !at(items, sk))
    .filter(({ awaited }) => answerTo(awaited as Awaited, state) === undefined)
    .map((item) => ({ what: '等着的流程', item, live: undefined }));
}

/** Links do not come back: what was superseded or locked since would open again. Whoever waits for one is sent another. */
export async function unsent(live: Stored, { state, items }: Both): Promise<string[]> {
  const has = async (purpose: string) => {
    const current = at(items, keys.currentLink(state.id, purpose).sk);
    return current !== undefined && (await storedItem(live, keys.link(String(current.hash)))) !== undefined;
  };
  const asked = pendingApproval(state) !== null && !(await has('approval'));
  const toSign = !isOver(state) && state.plan?.signedAt === null && !(await has('signature'));
  return [
    ...(asked ? ['审批的链接不放回：由审核人补发'] : []),
    ...(toSign ? ['签字的链接不放回：由建档人重新制定计划'] : []),
  ];
}
