import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import type { ActionOf, ActionType } from '../../shared/dossier/actions.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { formsSaved } from '../../shared/dossier/contact.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import { announced } from '../../shared/dossier/notice-summary.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { divisionOf } from '../../shared/organisation/org-path.ts';
import { BY_APPLICANT } from '../../shared/registry/attachment-item.ts';
import { disposalItems } from '../../shared/registry/disposals.ts';
import { type HeadFacts, heldLocks } from '../../shared/registry/dossier-reader.ts';
import type { Terms } from '../../shared/registry/dossiers.ts';
import { digestOf, type FormItem } from '../../shared/registry/forms.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { ledgerItems } from '../../shared/registry/ledger.ts';
import { LINK_KEPT_DAYS } from '../../shared/registry/links.ts';
import { marginItems } from '../../shared/registry/margins.ts';
import { wallsOf } from '../../shared/registry/notices.ts';
import { ownContactItems } from '../../shared/registry/own-contacts.ts';
import { taskItems } from '../../shared/registry/tasks.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import { obligations } from '../../shared/tasks/obligations.ts';
import { lastDayFor } from '../../shared/workflow/waits.ts';
import { isSame } from './head.ts';
import { type Stored, type StoredItem, storedItem } from './stored.ts';
import { hasFollowed } from './traces.ts';

/** What a dossier's journal adds up to, and what lies beside it in its partition. */
export interface Laid {
  state: DossierState;
  entries: readonly JournalEntry[];
  /** Of the dossier's own partition. */
  items: readonly StoredItem[];
}

function actionsOf<T extends ActionType>({ entries }: Laid, type: T): ActionOf<T>[] {
  return entries.flatMap(({ action }) => (action.type === type ? [action as ActionOf<T>] : []));
}

const below = ({ items }: Laid, prefix: string): StoredItem[] => items.filter(({ sk }) => sk.startsWith(prefix));

/** Every form that was saved, with the digest of what was stored; the last word under a number counts. */
export function savedForms({ entries }: Pick<Laid, 'entries'>): { form: number; digest: string }[] {
  return entries.flatMap(({ action }) => formsSaved(action));
}

/** Every form is the one that was saved last under its number: the digest is of what is stored, and needs no key. */
export function formFaults(laid: Laid): string[] {
  const { id } = laid.state;
  const saved = new Map(savedForms(laid).map(({ form, digest }) => [keys.form(id, form).sk, digest]));
  const forms = new Map(below(laid, 'FORM#').map((item) => [item.sk, item]));
  const named = (sk: string) => `第 ${Number(sk.slice('FORM#'.length))} 份档案表`;
  return [
    ...[...saved.keys()].filter((sk) => !forms.has(sk)).map((sk) => `${named(sk)}不见了`),
    ...[...forms.keys()].filter((sk) => !saved.has(sk)).map((sk) => `${named(sk)}没有保存过`),
    ...[...forms].flatMap(([sk, item]) =>
      saved.has(sk) && !isDigest(saved.get(sk), item) ? [`${named(sk)}与保存时的摘要不符`] : [],
    ),
  ];
}

function isDigest(digest: string | undefined, item: StoredItem): boolean {
  const { sealed } = item as StoredItem & Partial<FormItem>;
  return sealed !== undefined && digestOf({ sealed }) === digest;
}

/** Every attachment that was accepted is there as it was recorded (kind, type, size), and no other counts as accepted. */
export function attachmentFaults(laid: Laid): string[] {
  const recorded = laid.entries.flatMap(({ action }) => (action.type === 'addAttachment' ? [action] : []));
  const accepted = new Map(
    below(laid, 'ATT#')
      .filter(({ status }) => status === 'accepted')
      .map((item) => [item.sk.slice('ATT#'.length), item]),
  );
  const known = new Set(recorded.map(({ attachment }) => attachment));
  // Of an application that was taken over by half the papers lie there still: they come in before the first form.
  const mayWait = laid.state.form === 0;
  const isWaiting = (item: StoredItem) => mayWait && item.by === BY_APPLICANT;
  return [
    ...recorded.flatMap(({ attachment, kind, contentType, size }) => {
      const item = accepted.get(attachment);
      const found = item && { kind: item.kind, contentType: item.contentType, size: item.size };
      return isSame(found, { kind, contentType, size }) ? [] : [`附件 ${attachment} 与日志记的不符`];
    }),
    ...[...accepted].flatMap(([id, item]) => (known.has(id) || isWaiting(item) ? [] : [`附件 ${id} 没有收下过`])),
  ];
}

export const isOfLedger = ({ sk }: StoredItem): boolean => /^(AID|VISIT)#/.test(sk);

/** 台账第 3 条帮扶 */
export function ledgerTitle(sk: string): string {
  const [kind, number] = sk.split('#');
  return `台账第 ${Number(number)} ${kind === 'AID' ? '条帮扶' : '次走访'}`;
}

/** Every entry of the ledger is what the journal says of it, and there is no other. */
export function ledgerFaults(laid: Laid): string[] {
  const expected = new Map(laid.entries.flatMap(ledgerItems).map((item) => [item.sk, item]));
  const found = new Map(laid.items.filter(isOfLedger).map((item) => [item.sk, item]));
  return [
    ...[...expected].flatMap(([sk, item]) => {
      if (!found.has(sk)) return [`${ledgerTitle(sk)}不见了`];
      return isSame(found.get(sk), item) ? [] : [`${ledgerTitle(sk)}与日志记的不符`];
    }),
    ...[...found.keys()].filter((sk) => !expected.has(sk)).map((sk) => `${ledgerTitle(sk)}没有登记过`),
  ];
}

/** What is owed is what follows from the state. */
export function taskFaults(laid: Laid, terms: Terms, maskedName: string): string[] {
  const owed = { tasks: obligations(laid.state, terms), maskedName };
  const expected = new Map(taskItems(laid.state.id, owed).map((item) => [item.sk, item]));
  const found = new Map(below(laid, 'TASK#').map((item) => [item.sk, item]));
  const named = (sk: string) => `待办 ${sk.slice('TASK#'.length)}`;
  return [
    ...[...expected].flatMap(([sk, item]) => {
      const task = found.get(sk);
      if (task === undefined) return [`${named(sk)}不见了`];
      return isSame(task, item) ? [] : [`${named(sk)}与档案的状态推得的不符（改过本省期限的，旧的日子不变）`];
    }),
    ...[...found.keys()].filter((sk) => !expected.has(sk)).map((sk) => `${named(sk)}不该有`),
  ];
}

/** The links that count lead to this dossier, to a request or a plan that it has, and to whoever was asked. */
export async function linkFaults(
  stored: Stored,
  laid: Laid,
  { terms, today }: { terms: Terms; today: string },
): Promise<string[]> {
  const { state } = laid;
  const faults: string[] = [];
  for (const { sk, hash } of below(laid, 'LINK#')) {
    const purpose = sk.slice('LINK#'.length);
    const title = purpose === 'approval' ? '送审的链接' : '签字的链接';
    const link = await storedItem(stored, keys.link(String(hash)));
    if (isOver(state)) faults.push(`${title}：档案已经了结，链接还算数`);
    // An answered one is forgotten with time, and so is one that nobody answers.
    else if (link === undefined) {
      // One that was shown lasts for half an hour.
      const until =
        purpose === 'approval'
          ? lastDayToDecide(state)
          : purpose === 'signature'
            ? lastDayToSign(state, terms)
            : undefined;
      if (until !== undefined && addDays(until, LINK_KEPT_DAYS) >= today) faults.push(`${title}：指着的链接不见了`);
    } else if (link.dossierId !== state.id || link.purpose !== purpose || !isAsked(laid, link)) {
      faults.push(`${title}：指着的不是这份档案要的`);
    }
  }
  return faults;
}

/** Until when (ISO date) a link is waited for; undefined where none is. Sent again, one for a signature may last longer. */
function lastDayToDecide(state: DossierState): string | undefined {
  const asked = pendingApproval(state);
  return asked === null ? undefined : dateInShanghai(asked.deadline);
}
function lastDayToSign({ plan }: DossierState, { deadlines }: Terms): string | undefined {
  return plan?.signedAt === null ? lastDayFor('signature', plan.madeOn, deadlines) : undefined;
}

function isAsked(laid: Laid, { purpose, occurrence, approver, expiresAt }: StoredItem): boolean {
  if (purpose === 'own') return true;
  if (purpose !== 'approval') return actionsOf(laid, 'makePlan').some(({ plan }) => plan === occurrence);
  return actionsOf(laid, 'requestApproval').some(
    (asked) => asked.request === occurrence && asked.approver === approver && asked.deadline === expiresAt,
  );
}

/** The notice that hangs on the wall, by what the state says. */
export function noticeUp(state: DossierState) {
  const { notice } = state.matter;
  return notice !== null && !notice.closed && !isOver(state) && isOpen(state.matter) ? notice : null;
}

/** On which walls it hangs. */
export function noticePlaces(state: DossierState, province: string): Key[] {
  const notice = noticeUp(state);
  if (notice === null) return [];
  return wallsOf(province, divisionOf(state.orgPath)).map((wall) => keys.notice(wall, notice.until, notice.id));
}

/** The notice on the wall is the one that is open. One whose days are over may have been swept away. */
export async function noticeFaults(
  stored: Stored,
  laid: Laid,
  { province, today, name }: { province: string; today: string; name: string | undefined },
): Promise<string[]> {
  const { id, orgPath } = laid.state;
  const notice = noticeUp(laid.state);
  if (notice === null || notice.until < today) return [];
  const opened = actionsOf(laid, 'openNotice').findLast((each) => each.notice === notice.id);
  const division = divisionOf(orgPath);
  const { category, tier, leaveAs } = announced(laid.state);
  const walls = await Promise.all(noticePlaces(laid.state, province).map((place) => storedItem(stored, place)));
  if (walls.includes(undefined)) return [`公示 ${notice.id} 不在公示栏上`];
  const isRight = walls.every((item) => {
    const summary = item?.summary as Record<string, unknown> | undefined;
    return (
      item?.dossierId === id &&
      item.division === division &&
      item.workingDays === opened?.workingDays &&
      summary?.id === notice.id &&
      summary.from === notice.from &&
      summary.until === notice.until &&
      (name === undefined || summary.maskedName === name) &&
      summary.hardshipCategory === category &&
      summary.tier === (tier && tierTitles[tier]) &&
      summary.leaveAs === leaveAs &&
      isSame(summary, walls[0]?.summary)
    );
  });
  return isRight ? [] : [`公示 ${notice.id} 与日志记的不符`];
}

/** A dossier that is dark stands on its county's list, one that is on its way where it has come to. */
export async function disposalFaults(stored: Stored, state: DossierState): Promise<string[]> {
  const faults = disposalItems(state).map(async (item) =>
    isSame(await storedItem(stored, item), item) ? [] : ['不在处置清单上，或写得不符'],
  );
  return (await Promise.all(faults)).flat();
}

/** A household that agreed to it stands on 边缘名单. */
export async function marginFaults(stored: Stored, state: DossierState): Promise<string[]> {
  const faults = marginItems(state).map(async (item) =>
    isSame(await storedItem(stored, item), item) ? [] : ['不在边缘名单上，或写得不符'],
  );
  return (await Promise.all(faults)).flat();
}

/** Of what is dark nothing is left beside its head. */
export function leftOver({ items }: Laid): string[] {
  const left = items.filter(({ sk }) => !sk.startsWith('HEAD'));
  return left.length === 0 ? [] : [`已经销毁，旁边还留着 ${left.length} 项`];
}

/**
 * What the head says it holds is held in its name, and can be found; and where it is found is written down, or nothing
 * would ever take it away. An old dossier is left there once it is on file: a little later, it may be, as its traces are.
 */
export async function heldFaults(
  stored: Stored,
  { state: { orgPath, id, transcribed, registration }, items }: Laid,
  { facts, today }: { facts: HeadFacts; today: string },
): Promise<string[]> {
  const isLeft = hasFollowed(transcribed?.on, today);
  const remembered = new Set(items.flatMap(({ partitions }) => (partitions ?? []) as string[]));
  const locks = heldLocks(facts);
  const names = [...new Set([...facts.names, ...(facts.proposed?.names ?? [])])];
  const place = keys.place(orgPath, id);
  const ofLocks = locks.map(async (index) => {
    const items = await stored.partition(keys.identities(index));
    const lock = items.find(({ sk }) => sk === keys.identityLock(index).sk);
    if (lock === undefined) return [`身份锁 ${index} 不见了`];
    const isOurs = lock.dossierId === id && lock.orgPath === orgPath;
    const isFound = !isLeft || items.some(({ sk }) => sk === place);
    return [
      ...(isOurs ? [] : [`身份锁 ${index} 不在这份档案名下`]),
      ...(isFound ? [] : [`按身份证号找不到：${index}`]),
    ];
  });
  const ofNames = names.map(async (index) =>
    !isLeft || (await storedItem(stored, { pk: keys.names(index), sk: place })) ? [] : [`按姓名找不到：${index}`],
  );
  const numbers = registration === null ? [] : [keys.dossierNumbers(registration.dossierNumber)];
  const ofNumbers = numbers.map(async (pk) =>
    !isLeft || (await storedItem(stored, { pk, sk: place }))
      ? []
      : [`按职工编号找不到：${registration?.dossierNumber}`],
  );
  const ofContact = ownContactItems(id, facts.ownContact).map(async (item) =>
    isSame(await storedItem(stored, item), item) ? [] : ['核验过的联系方式找不到它'],
  );
  const found = [...locks.map(keys.identities), ...names.map(keys.names), ...numbers];
  const lost = found.filter((pk) => !remembered.has(pk)).length;
  const unknown = lost === 0 ? [] : [`${lost} 处查找没有写下`];
  return [...(await Promise.all([...ofLocks, ...ofNames, ...ofNumbers, ...ofContact])).flat(), ...unknown];
}
