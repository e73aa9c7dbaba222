import type { ActionType } from '../../shared/dossier/actions.ts';
import { isDark, isGone } from '../../shared/dossier/disposal-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { factsOfDark, heldLocks } from '../../shared/registry/dossier-reader.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { Looking } from '../verify/dossier.ts';
import type { Stored, StoredItem } from '../verify/stored.ts';
import {
  attachments,
  type Both,
  findables,
  forms,
  ledger,
  lists,
  locks,
  notice,
  places,
  tasks,
  unsent,
  waiting,
} from './beside.ts';
import { endProposals, factsNow, headIn, headOf, isSound, isStray, type LaidHead } from './head.ts';
import { unite } from './journal.ts';
import type { KeysOf } from './keys.ts';
import { isMissing, nothing, type Step, together } from './steps.ts';

/** Both tables, and both of data keys where they were named. */
export interface Tables {
  live: Stored;
  restored: Stored;
  keys?: { live: KeysOf; restored: KeysOf };
}

/** What is to be done so that a dossier is again what its journal says. All texts are Chinese. */
export interface Plan {
  id: string;
  /** Put first, all or none: another dossier may take one meanwhile. */
  locks: Step[];
  /** The wrapped data key. */
  key: string | undefined;
  /** Missing; put before the head, so that whoever reads the head finds them. */
  before: Step[];
  head: Step | undefined;
  /** The live head, right or wrong: what is written over goes with it. */
  standing: StoredItem | undefined;
  /** There, and other than the journal says: written in one transaction with the head, or left. */
  different: Step[];
  /**
   * Missing; put after the head: in any order what is owed and read of it, and last the journal's entries, one after the
   * other, for the stream tells of each at once.
   */
  after: Step[];
  /** With any of them nothing is put back. */
  conflicts: string[];
  /** What neither table has. */
  lacking: string[];
  /** What a person has to see to afterwards. */
  afterwards: string[];
  /** Entries in the live table only: they stay. */
  newer: number;
}

/** Everything that would be written, in the order in which it is (apply.ts). */
export const stepsOf = ({ locks, before, head, different, after }: Plan): Step[] => [
  ...locks,
  ...before,
  ...(head ? [head] : []),
  ...different,
  ...after,
];

/** Compares a dossier in both tables; undefined when neither has anything of it. */
export async function planFor(tables: Tables, id: string, looking: Looking): Promise<Plan | undefined> {
  const { live, restored } = tables;
  const [items, before, now, then] = await Promise.all([
    live.partition(keys.dossier(id)),
    restored.partition(keys.dossier(id)),
    live.partition(keys.journal(id)),
    restored.partition(keys.journal(id)),
  ]);
  if (items.length + before.length + now.length + then.length === 0) return undefined;
  const had = new Set(then.map(({ sk }) => sk));
  const newer = now.filter(({ sk }) => !had.has(sk)).length;
  const heads = { live: headIn(id, items), restored: headIn(id, before) };
  const standing = heads.live.head;
  const refused = (...conflicts: string[]): Plan => ({ ...nothingFor(id), standing, conflicts, newer });

  if (now.length + then.length === 0 && isApplication(id, [...items, ...before]))
    return planForApplication(tables, id, [...items, ...before]);
  const { entries, states, missing, conflicts } = unite(id, now, then);
  const state = states.at(-1);
  if (conflicts.length > 0) return refused(...conflicts);
  if (state === undefined) return refused('日志两边都没有，档案推不出来');
  const terms = looking.terms(state.orgPath.slice(0, 6));
  if (terms === undefined) return refused('不属于有配置的省');
  // What the backup says comes first: that it was not tampered with was why it was chosen.
  const facts = isDark(state)
    ? factsOfDark
    : (factsNow(heads.restored, entries, states) ?? factsNow(heads.live, entries, states));
  if (facts === undefined) {
    return refused('姓名的遮盖和身份锁在恢复的这一刻以后变过，现在的档案头又不可信：恢复到更晚的一刻再来');
  }

  // What was released to be disposed of does not come back: of it there is the journal, and what follows from it.
  const disposed = isGone(state);
  const both: Both = { state, entries, items, before: disposed ? [] : before };
  const reaches = heads.restored.head?.version ?? 0;
  const isSubmittedSince = entries.slice(reaches).some(({ action }) => movesTraces.includes(action.type));
  const [held, found, notices, readings, key, afterwards] = await Promise.all([
    locks(live, state, heldLocks(facts)),
    disposed ? nothing : findables(live, both, facts, isSubmittedSince),
    notice(tables, state, terms.code, looking.today),
    missingReadings(tables, id),
    disposed ? noKey : keyOf(tables, id),
    unsent(live, both),
  ]);
  const listed = await lists(live, state, facts);
  const beside = disposed ? nothing : together([...forms(both), ...attachments(both), found, ...notices]);
  const owed = tasks(both, terms, facts.maskedName);
  const top = isSound(heads.live, facts, entries, states)
    ? {
        head: undefined,
        parts: heads.live.parts.filter((part) => isStray(heads.live, part)).map((stray) => gone('档案头旁边的', stray)),
      }
    : laid(headOf(facts, entries, states, heads), heads.live);
  const own = disposed ? [] : [...places(both, facts), ...ledger(both), ...waiting(both)];
  const first = [...held.steps, ...beside.steps, ...own, ...listed, ...top.parts];
  const entriesBack = missing.map((item) => ({ what: `日志第 ${Number(item.sk)} 条`, item, live: undefined }));
  return {
    id,
    locks: held.steps.filter(isMissing),
    key: key.wrapped,
    before: first.filter(isMissing).filter((step) => !held.steps.includes(step)),
    head: top.head,
    standing,
    different: [...first, ...owed].filter((step) => !isMissing(step)),
    after: [...owed.filter(isMissing), ...readings, ...entriesBack],
    conflicts: [...held.conflicts, ...key.conflicts],
    lacking: [...beside.lacking, ...key.lacking],
    afterwards: disposed ? [disposedOf(state)] : afterwards,
    newer,
  };
}

/** 申请, which is no dossier yet: its items come back with the rest (rest.ts), and with no journal to hold them to. */
const isApplication = (id: string, items: readonly StoredItem[]): boolean =>
  items.some(({ sk }) => sk === keys.application(id).sk);

/** What was forgotten has no key any more, and shall have none; who has read it is known as long as that there was one. */
async function planForApplication(tables: Tables, id: string, items: readonly StoredItem[]): Promise<Plan> {
  const isForgotten = items.some(({ sk, file }) => sk === keys.application(id).sk && file === undefined);
  const [after, key] = await Promise.all([missingReadings(tables, id), isForgotten ? noKey : keyOf(tables, id)]);
  return { ...nothingFor(id), key: key.wrapped, conflicts: key.conflicts, lacking: key.lacking, after };
}

/** After these a dossier is compared by other traces, or may be. */
const movesTraces: readonly ActionType[] = ['submit', 'transcribe', 'updateContact', ...endProposals];

const nothingFor = (id: string): Plan => ({
  ...{ id, locks: [], key: undefined, before: [], head: undefined, standing: undefined, different: [], after: [] },
  ...{ conflicts: [], lacking: [], afterwards: [], newer: 0 },
});

const gone = (what: string, live: StoredItem): Step => ({ what, item: undefined, live });

const noKey = { wrapped: undefined, conflicts: [], lacking: [] };

function disposedOf({ id, disposal }: DossierState): string {
  const since = disposal?.dark ? `${disposal.dark.on} 销毁，处置证明 ${id}` : `${disposal?.released?.on} 批准处置`;
  return `${since}：只放回日志和由它推得的，密钥、档案表、附件、台账、查找都不放回`;
}

/** The head and its parts as they shall be, and the parts that then are none of it. */
function laid({ head, parts }: ReturnType<typeof headOf>, live: LaidHead): { head: Step; parts: Step[] } {
  const places = new Set(parts.map(({ sk }) => sk));
  const has = new Map(live.parts.map((item) => [item.sk, item]));
  const changed = parts.filter((item) => has.get(item.sk)?.part !== item.part);
  return {
    head: { what: '档案头', item: head as unknown as StoredItem, live: live.head },
    parts: [
      ...changed.map((item) => ({ what: '档案头旁边的', item, live: has.get(item.sk) })),
      ...live.parts.filter(({ sk }) => !places.has(sk)).map((stray) => gone('档案头旁边的', stray)),
    ],
  };
}

/** Who has read it: put once, as the journal is. */
async function missingReadings({ live, restored }: Tables, id: string): Promise<Step[]> {
  const [now, then] = await Promise.all([live.partition(keys.readings(id)), restored.partition(keys.readings(id))]);
  const has = new Set(now.map(({ sk }) => sk));
  return then.filter(({ sk }) => !has.has(sk)).map((item) => ({ what: '查阅的记录', item, live: undefined }));
}

/**
 * A key is put back where there is none, and none is ever replaced: what was sealed since opens with no other. Of what was
 * released to be disposed of it is not asked for.
 */
async function keyOf({ keys: both }: Tables, id: string) {
  if (both === undefined) return { wrapped: undefined, conflicts: [], lacking: [] };
  const [now, then] = await Promise.all([both.live.find(id), both.restored.find(id)]);
  if (now === undefined) {
    return { wrapped: then, conflicts: [], lacking: then === undefined ? ['档案密钥：两边都没有，这一户打不开'] : [] };
  }
  const differs = then !== undefined && then !== now;
  return { wrapped: undefined, conflicts: differs ? ['档案密钥两边不同：不改'] : [], lacking: [] };
}
