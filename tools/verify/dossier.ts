import { isDark, isGone } from '../../shared/dossier/disposal-state.ts';
import { verify } from '../../shared/dossier/journal.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { disposalItems } from '../../shared/registry/disposals.ts';
import { type HeadItem, heldLocks } from '../../shared/registry/dossier-reader.ts';
import type { Terms } from '../../shared/registry/dossiers.ts';
import { keys } from '../../shared/registry/keys.ts';
import { marginItems } from '../../shared/registry/margins.ts';
import { ownContactItems } from '../../shared/registry/own-contacts.ts';
import { type Anchored, anchorFaults } from './anchored.ts';
import { applicationFaults } from './application.ts';
import {
  attachmentFaults,
  disposalFaults,
  formFaults,
  heldFaults,
  type Laid,
  ledgerFaults,
  leftOver,
  linkFaults,
  marginFaults,
  noticeFaults,
  noticePlaces,
  taskFaults,
} from './beside.ts';
import { contentIn, headFaults, strayParts } from './head.ts';
import { readJournal } from './journal.ts';
import { type Heard, heardIn } from './receipts.ts';
import type { Stored, StoredItem } from './stored.ts';
import { formChangedOn, traceFaults, tracesHeld } from './traces.ts';

/** A dossier as it was found. */
export interface Finding {
  id: string;
  /** Chinese, one a fault; none when everything in the table that is the dossier's follows from its journal. */
  faults: string[];
  /** Of the journal, and the hash of the last of them. */
  entries: number;
  hash: string;
  /** What it says it holds; undefined when it cannot be told. `places`: where it is found, and was before it was handed over; `notices`: partition and sort key. */
  holds?: {
    places: readonly string[];
    locks: readonly string[];
    notices: readonly string[];
    traces: number | undefined;
    heard: Heard;
    /** Of 处置清单 and of 边缘名单. */
    lists: readonly string[];
  };
  /** Since when it is dark (ISO date); undefined of all others. */
  darkSince?: string | undefined;
}

/** Where and when it is looked at: a province's terms by its code, and today in Asia/Shanghai. */
export interface Looking {
  terms(province: string): Terms | undefined;
  today: string;
  /** What was anchored, read before the table is; without it nothing is compared with anything outside. */
  anchors?: Anchored | undefined;
}

/** Everything else in a dossier's partition; of what these say nothing follows from the journal. */
const beside =
  /^(FORM#\d{4}|(AID|VISIT)#\d{4}|TASK#\w+#\d{4}|ATT#\w{26}|SLOT#\d\d|AWAIT#.+|LINK#(approval|signature|presence|own)|PLACES#[\w-]{22}|TRACES|SCRATCH|APPLICATION)$/;

/**
 * Compares all that the table holds of a dossier with what its journal adds up to, and the journal with what was anchored
 * of it; undefined when there is nothing of it in either.
 */
export async function examine(stored: Stored, id: string, looking: Looking): Promise<Finding | undefined> {
  const found = await look(stored, id, looking);
  // Somebody may have recorded something while it was read: what is wrong is wrong twice.
  return found === undefined || found.faults.length === 0 ? found : look(stored, id, looking);
}

async function look(stored: Stored, id: string, looking: Looking): Promise<Finding | undefined> {
  const journal = await stored.partition(keys.journal(id));
  const items = await stored.partition(keys.dossier(id));
  const anchored = looking.anchors?.of(id) ?? [];
  if (journal.length === 0 && items.length === 0 && anchored.length === 0) return undefined;
  const { entries, states, faults: read } = readJournal(id, journal);
  const faults = [...read, ...(looking.anchors ? anchorFaults(looking.anchors, id, entries, looking.today) : [])];
  if (journal.length === 0 && items.length === 0) return { id, faults, entries: 0, hash: '' };
  const finding = (more: readonly string[]): Finding => ({
    id,
    faults: [...faults, ...more],
    entries: entries.length,
    hash: entries.at(-1)?.hash ?? '',
  });
  const application = items.find(({ sk }) => sk === keys.application(id).sk);
  if (application !== undefined && journal.length === 0 && !items.some(({ sk }) => sk === keys.head(id).sk)) {
    return finding(applicationFaults(application, items, (province) => looking.terms(province)));
  }
  const head = items.find(({ sk }) => sk === keys.head(id).sk) as (StoredItem & HeadItem) | undefined;
  if (head === undefined) return finding([`档案头不见了，日志有 ${entries.length} 条`]);
  if (entries.length === 0) return finding(['日志不见了，档案头还在']);
  const parts = items.filter(({ sk }) => sk.startsWith(`${keys.head(id).sk}#`));
  const content = contentIn(head, parts);
  const state = states?.at(-1);
  const { version, hash } = head;
  const chained = [
    ...verify(id, entries, { version, hash, state: content?.state ?? (state as DossierState) }),
    ...(content === undefined ? ['档案头的内容读不出，或与旁边的各项不符'] : []),
  ];
  if (states === null || state === undefined) return finding(chained);
  const terms = looking.terms(state.orgPath.slice(0, 6));
  const laid: Laid = { state, entries, items };
  const odd = items.filter((item) => item !== head && !parts.includes(item) && !beside.test(item.sk));
  const locks = content ? heldLocks(content.facts) : [];
  const notices = terms === undefined ? [] : noticePlaces(state, terms.code).map(({ pk, sk }) => `${pk} ${sk}`);
  const unions = [...new Set(states.map(({ orgPath }) => orgPath))];
  const holds = {
    places: isDark(state) ? [] : unions.map((each) => keys.place(each, id)),
    locks,
    notices,
    traces: tracesHeld(laid),
    heard: heardIn(entries),
    lists: [...disposalItems(state), ...marginItems(state), ...ownContactItems(id, content?.facts.ownContact)].map(
      ({ pk, sk }) => `${pk} ${sk}`,
    ),
  };
  const all = finding([
    ...chained,
    ...headFaults(head, content, entries, states),
    ...(content === undefined ? [] : strayParts(id, content, parts)),
    // What nobody can stop any more is taken away bit by bit, and then it is gone.
    ...(isGone(state) ? [] : [...formFaults(laid), ...attachmentFaults(laid), ...ledgerFaults(laid)]),
    ...(isDark(state) ? leftOver(laid) : []),
    ...(await disposalFaults(stored, state)),
    ...(await marginFaults(stored, state)),
    ...(terms === undefined ? ['不属于有配置的省'] : taskFaults(laid, terms, String(head.maskedName))),
    ...(terms === undefined ? [] : await linkFaults(stored, laid, { terms, today: looking.today })),
    ...(terms === undefined
      ? []
      : await noticeFaults(stored, laid, { ...looking, province: terms.code, name: content?.facts.maskedName })),
    ...(content === undefined || isGone(state)
      ? []
      : await heldFaults(stored, laid, { facts: content.facts, today: looking.today })),
    ...(await traceFaults(stored, laid, { today: looking.today, changedOn: formChangedOn(entries, states) })),
    ...odd.map(({ sk }) => `多出不认识的一项 ${sk}`),
  ]);
  return { ...all, holds, darkSince: state.disposal?.dark?.on };
}
