/** Keys of the one table. Numbers are padded so that they sort as text. */
const padded = (n: number, digits: number): string => String(n).padStart(digits, '0');

/** What the partitions of journals begin with, and no other. */
export const JOURNAL = 'J#';

/** The same of what people and unions of the directory were changed to. */
export const CHANGES = 'C#';

/** The same of readings. */
export const READINGS = 'R#';

/** The same of what leads from a trace to dossiers. */
export const TRACE = 'TRACE#';

/** The same of mails. */
export const MAIL = 'MAIL#';

/** The same of the directory's people, by id. */
export const PERSON = 'PERSON#';

/** The same of the leaves that wait to be anchored, and of what is known of each day's anchor. */
const LEAVES = 'LEAF#';
const ANCHORS = 'ANCHORS';

/** The same of 资金发放批次, and of the lists of them. */
export const BATCH = 'BATCH#';
export const BATCHES = 'BATCHES#';

/** The same of 旧档转入 in batches, and of the lists of them. */
export const TRANSCRIPT = 'TRANSCRIPT#';
export const TRANSCRIPTS = 'TRANSCRIPTS#';
/** The same of the numbers that old dossiers brought along, by county. */
export const OLD_NUMBERS = 'NUMBERS#';

/** The same of what somebody holds who applies (申请). */
const APPLICANT = 'APPLICANT#';

/** The same of 核验过的联系方式. */
export const OWN = 'OWN#';

/** The same of 核对批次, and of the lists of them. */
export const CHECK = 'CHECK#';
export const CHECKS = 'CHECKS#';
/** The same of 抽查. */
export const SPOT_CHECK = 'SPOT#';
/** The same of 上报, by period. */
const RETURN = 'RETURN#';
/** The same of 公开的月表. */
const OPEN_FIGURES = 'OPENFIGURES';
/** The same of 督查授权. */
export const INSPECTION = 'INSPECTION#';
/** The same of 处置清单, by county. */
export const DISPOSALS = 'DISPOSALS#';

/** The same of 各县数好的统计, by county. */
const COUNTED = 'COUNTED#';

/** The partitions into which a function that only reads may put (infra/functions.ts). */
export const besideReading = [READINGS, 'TRIES#', 'IDEMPOTENCY#', COUNTED] as const;

/** What only the two functions of the anchors may put (functions/anchors). */
export const ofAnchors = { collect: LEAVES, close: ANCHORS } as const;

/** The same of what is entered and published. */
export const PUBLISHED = ['PROPOSALS', 'GAZETTE#'] as const;

/** The same of what is put once, is in no journal, and so is anchored by itself. */
export const ALONE = [CHANGES, ...PUBLISHED, RETURN] as const;

/** What no function may change or delete. */
export const putOnce = [JOURNAL, ...ALONE, READINGS, LEAVES, ANCHORS, OPEN_FIGURES] as const;

/** Into so many partitions a day's leaves go: each takes a thousand a second, and a province writes some hundred. */
export const leafShards = 4;

/** The partitions in which a search finds dossiers: by ID number, name and 职工编号. */
export const FOUND_BY = /^(ID|NAME|NUMBER)#/;

export const keys = {
  dossier: (id: string) => `D#${id}`,
  head: (id: string) => ({ pk: `D#${id}`, sk: 'HEAD' }),
  /** A long list of the state, by its JSON pointer, or a sealed text, by its digest; sorts right after the head. */
  headPart: (id: string, place: string) => ({ pk: `D#${id}`, sk: `HEAD#${place}` }),
  form: (id: string, form: number) => ({ pk: `D#${id}`, sk: `FORM#${padded(form, 4)}` }),
  /** 暂存: what somebody has typed and not saved yet. */
  scratch: (id: string) => ({ pk: `D#${id}`, sk: 'SCRATCH' }),
  /** A partition of its own, in which no function may change or delete (infra/constructs/permissions.ts). */
  journal: (id: string) => `${JOURNAL}${id}`,
  entry: (id: string, version: number) => ({ pk: `${JOURNAL}${id}`, sk: padded(version, 6) }),
  task: (id: string, kind: string, n: number) => ({ pk: `D#${id}`, sk: `TASK#${kind}#${padded(n, 4)}` }),
  /** An entry of the 台账. */
  aid: (id: string, aid: number) => ({ pk: `D#${id}`, sk: `AID#${padded(aid, 4)}` }),
  visit: (id: string, visit: number) => ({ pk: `D#${id}`, sk: `VISIT#${padded(visit, 4)}` }),
  batch: (id: string) => ({ pk: `${BATCH}${id}`, sk: 'BATCH' }),
  batchRow: (id: string, row: number) => ({ pk: `${BATCH}${id}`, sk: `ROW#${padded(row, 4)}` }),
  /** Batches of a county, by its code. */
  batches: (division: string) => `${BATCHES}${division}`,
  batchAt: (division: string, place: string) => ({ pk: `${BATCHES}${division}`, sk: place }),
  transcript: (id: string) => ({ pk: `${TRANSCRIPT}${id}`, sk: 'TRANSCRIPT' }),
  transcriptRow: (id: string, row: number) => ({ pk: `${TRANSCRIPT}${id}`, sk: `ROW#${padded(row, 6)}` }),
  /** Those of a county, by its code. */
  transcripts: (division: string) => `${TRANSCRIPTS}${division}`,
  transcriptAt: (division: string, place: string) => ({ pk: `${TRANSCRIPTS}${division}`, sk: place }),
  /** 职工编号 of an old dossier, which no other of its county may have. */
  oldNumber: (division: string, number: string) => ({ pk: `${OLD_NUMBERS}${division}`, sk: number }),
  check: (id: string) => ({ pk: `${CHECK}${id}`, sk: 'CHECK' }),
  /** Those of a county, by its code. */
  checks: (division: string) => `${CHECKS}${division}`,
  checkAt: (division: string, place: string) => ({ pk: `${CHECKS}${division}`, sk: place }),
  /** 集中清理: each household of it in the same partition, all of them of the province by area. */
  campaign: (id: string) => ({ pk: `CAMPAIGN#${id}`, sk: 'CAMPAIGN' }),
  campaignRow: (id: string, dossier: string) => ({ pk: `CAMPAIGN#${id}`, sk: `D#${dossier}` }),
  campaigns: 'CAMPAIGNS',
  campaignAt: (orgPath: string, at: string, id: string) => ({ pk: 'CAMPAIGNS', sk: `${orgPath}#${at}#${id}` }),
  /** Each that is under way; and the one by which nobody begins another in an area, until its last day is past. */
  campaignUnderWay: (id: string) => ({ pk: 'CAMPAIGNS', sk: `OPEN#${id}` }),
  campaignIn: (orgPath: string) => ({ pk: 'CAMPAIGNS', sk: `AREA#${orgPath}` }),
  /** 情景测算: what a run has asked, and what came of it, in the same partition; all of the province by area. */
  scenario: (id: string) => ({ pk: `SCENARIO#${id}`, sk: 'SCENARIO' }),
  scenarioPage: (id: string, list: number, after: string) => ({
    pk: `SCENARIO#${id}`,
    sk: `PAGE#${padded(list, 2)}#${after}`,
  }),
  scenarioCounty: (id: string, county: string) => ({ pk: `SCENARIO#${id}`, sk: `COUNTY#${county}` }),
  scenarioChanged: (id: string, county: string, part: number) => ({
    pk: `SCENARIO#${id}`,
    sk: `CHANGED#${county}#${padded(part, 4)}`,
  }),
  scenarios: 'SCENARIOS',
  scenarioAt: (orgPath: string, at: string, id: string) => ({ pk: 'SCENARIOS', sk: `${orgPath}#${at}#${id}` }),
  /** The one that is under way in an area. */
  scenarioIn: (orgPath: string) => ({ pk: 'SCENARIOS', sk: `OPEN#${orgPath}` }),
  /** 抽查: its frame, what was drawn and each household that was looked at in the same partition, all of the province by area. */
  spotCheck: (id: string) => ({ pk: `${SPOT_CHECK}${id}`, sk: 'SPOT' }),
  spotCheckFrame: (id: string, part: number) => ({ pk: `${SPOT_CHECK}${id}`, sk: `FRAME#${padded(part, 4)}` }),
  spotCheckSample: (id: string, part: number) => ({ pk: `${SPOT_CHECK}${id}`, sk: `SAMPLE#${padded(part, 4)}` }),
  spotCheckRow: (id: string, dossier: string) => ({ pk: `${SPOT_CHECK}${id}`, sk: `D#${dossier}` }),
  spotChecks: 'SPOTS',
  /** Which of an area and a kind was prepared last. */
  spotCheckOf: (area: string, instrument: string) => ({ pk: `SPOTS#${instrument}`, sk: area }),
  /** Where not enough was looked at in the year, as a morning counted it. */
  behind: { pk: 'BEHIND', sk: 'BEHIND' },
  inspection: (id: string) => ({ pk: `${INSPECTION}${id}`, sk: 'INSPECTION' }),
  inspector: (person: string) => `INSPECTOR#${person}`,
  inspectionOf: (person: string, number: number) => ({ pk: `INSPECTOR#${person}`, sk: padded(number, 6) }),
  inspections: 'INSPECTIONS',
  inspectionAt: (at: string, id: string) => ({ pk: 'INSPECTIONS', sk: `${at}#${id}` }),
  spotCheckAt: (orgPath: string, at: string, id: string) => ({ pk: 'SPOTS', sk: `${orgPath}#${at}#${id}` }),
  /** 上报 of a period (2026), each as signed: the return itself is number 0, what is 补充上报 follows it. */
  returns: (period: string) => `${RETURN}${period}`,
  return: (period: string, orgPath: string, number: number) => ({
    pk: `${RETURN}${period}`,
    sk: `${orgPath}#${padded(number, 3)}`,
  }),
  /** Where a dossier is, or was, by a division's code. */
  divisions: 'DIVISIONS',
  division: (division: string) => ({ pk: 'DIVISIONS', sk: division }),
  /** Households that are to be asked the new rules once they are free. */
  relook: (id: string) => ({ pk: 'RELOOK', sk: id }),
  attachment: (id: string, attachment: string) => ({ pk: `D#${id}`, sk: `ATT#${attachment}` }),
  /** Of a dossier, or of a list the org path it was asked for. */
  readings: (of: string) => `${READINGS}${of}`,
  reading: (of: string, section: string, place: string) => ({ pk: `${READINGS}${of}`, sk: `${section}#${place}` }),
  attachmentSlot: (id: string, slot: number) => ({ pk: `D#${id}`, sk: `SLOT#${padded(slot, 2)}` }),
  waiting: (id: string, step: string, tokenHash: string) => ({ pk: `D#${id}`, sk: `AWAIT#${step}#${tokenHash}` }),
  /** By which a search finds it, written down before each attempt to submit, and before a merger. */
  places: (id: string, digest: string) => ({ pk: `D#${id}`, sk: `PLACES#${digest}` }),
  /** 处置清单 of a county, by its code; in it by how far a disposal is. */
  disposals: (division: string) => `${DISPOSALS}${division}`,
  disposalAt: (division: string, place: string) => ({ pk: `${DISPOSALS}${division}`, sk: place }),
  /** 边缘名单, by org path. */
  margins: 'MARGINS',
  marginAt: (orgPath: string, id: string) => ({ pk: 'MARGINS', sk: `${orgPath}#${id}` }),
  identityLock: (index: string) => ({ pk: `ID#${index}`, sk: 'LOCK' }),
  identities: (index: string) => `ID#${index}`,
  names: (index: string) => `NAME#${index}`,
  dossierNumbers: (number: string) => `NUMBER#${number}`,
  /** Sorted by org path, so that a search below one reads nothing else. */
  place: (orgPath: string, id: string) => `D#${orgPath}#${id}`,
  /** Of one trace, the dossiers that it leads to; beside it each of those that it has no room for. */
  traceList: (hash: string) => ({ pk: `${TRACE}${hash}`, sk: 'LIST' }),
  trace: (hash: string, id: string) => ({ pk: `${TRACE}${hash}`, sk: `D#${id}` }),
  traces: (id: string) => ({ pk: `D#${id}`, sk: 'TRACES' }),
  link: (nonceHash: string) => ({ pk: `LINK#${nonceHash}`, sk: 'LINK' }),
  /** 细看, by the digest of what the browser holds. */
  perusal: (hash: string) => ({ pk: `PERUSAL#${hash}`, sk: 'PERUSAL' }),
  /** 申请: beside the attachments of the dossier that it becomes. */
  application: (id: string) => ({ pk: `D#${id}`, sk: 'APPLICATION' }),
  /** What somebody who applies holds while they fill it in, by the digest of it. */
  applicant: (hash: string) => ({ pk: `${APPLICANT}${hash}`, sk: 'APPLICANT' }),
  /** The applications of one contact, by its blind index. */
  appliedBy: (contact: string) => `APPLIED#${contact}`,
  appliedByAt: (contact: string, id: string) => ({ pk: `APPLIED#${contact}`, sk: id }),
  /** Which one the contact began last: read before and checked as one begins, so that no two begin on the same count. */
  appliedLast: (contact: string) => ({ pk: `APPLIED#${contact}`, sk: '#LAST' }),
  /** The same by the digest of a receipt. */
  appliedWith: (receipt: string) => ({ pk: `APPLIED#${receipt}`, sk: 'RECEIPT-OF' }),
  /** The dossiers that 核验过的联系方式 leads to, by its blind index. */
  ownBy: (contact: string) => `${OWN}${contact}`,
  ownByAt: (contact: string, id: string) => ({ pk: `${OWN}${contact}`, sk: `D#${id}` }),
  currentLink: (id: string, purpose: string) => ({ pk: `D#${id}`, sk: `LINK#${purpose}` }),
  receipt: (hash: string) => ({ pk: `RECEIPT#${hash}`, sk: 'RECEIPT' }),
  heard: (notice: string, mailbox: string) => ({ pk: `HEARD#${notice}`, sk: mailbox }),
  mail: (id: string) => ({ pk: `${MAIL}${id}`, sk: 'MAIL' }),
  /** By wall (`wallsOf`): of the province, and again of each county: whoever asks for a county reads no other. */
  notices: (wall: string) => `NOTICE#${wall}`,
  notice: (wall: string, until: string, id: string) => ({ pk: `NOTICE#${wall}`, sk: `${until}#${id}` }),
  person: (id: string) => ({ pk: `${PERSON}${id}`, sk: 'PERSON' }),
  people: 'PEOPLE',
  /** The same by union, for lists and for whoever approves there. */
  personAt: (orgPath: string, id: string) => ({ pk: 'PEOPLE', sk: `${orgPath}#${id}` }),
  /** Of a person by the partition, of a union by partition and org path. */
  changes: (of: string) => `${CHANGES}${of}`,
  change: (of: string, number: number) => ({ pk: `${CHANGES}${of}`, sk: padded(number, 6) }),
  unions: 'UNIONS',
  union: (orgPath: string) => ({ pk: 'UNIONS', sk: orgPath }),
  idempotency: (hash: string) => ({ pk: `IDEMPOTENCY#${hash}`, sk: 'RESPONSE' }),
  counter: (name: string) => ({ pk: `COUNTER#${name}`, sk: 'COUNTER' }),
  tries: (name: string, who: string, window: string) => ({ pk: `TRIES#${name}#${who}`, sk: window }),
  proposals: 'PROPOSALS',
  proposal: (number: number) => ({ pk: 'PROPOSALS', sk: padded(number, 6) }),
  /** What nobody has confirmed or refused yet. */
  undecided: 'UNDECIDED',
  undecidedProposal: (number: number) => ({ pk: 'UNDECIDED', sk: padded(number, 6) }),
  proposalOutcome: (number: number) => ({ pk: 'PROPOSALS', sk: `${padded(number, 6)}#OUTCOME` }),
  gazette: (kind: string) => `GAZETTE#${kind}`,
  gazetteVersion: (kind: string, version: number) => ({ pk: `GAZETTE#${kind}`, sk: padded(version, 6) }),
  /** Spread over a day's partitions by the entry's hash. All that a leaf says is in its key. */
  leaves: (day: string, shard: number) => `${LEAVES}${day}#${shard}`,
  leaf: (day: string, of: string, version: number, hash: string) => ({
    pk: `${LEAVES}${day}#${Number.parseInt(hash.slice(0, 1), 16) % leafShards}`,
    sk: `${of}#${padded(version, 6)}#${hash}`,
  }),
  anchors: ANCHORS,
  anchor: (day: string) => ({ pk: ANCHORS, sk: day }),
  allOpenFigures: OPEN_FIGURES,
  openFigures: (month: string) => ({ pk: OPEN_FIGURES, sk: month }),
  /** 历史行 of a county, by its code, and a year; in it by dossier and version. */
  history: ({ division, year }: { division: string; year: string }) => `FACT#${division}#${year}`,
  historyRow: ({ division, year }: { division: string; year: string }, id: string, version: number) => ({
    pk: `FACT#${division}#${year}`,
    sk: `${id}#${padded(version, 6)}`,
  }),
  /** Sorts between ids, none of which it is: those are of small letters. */
  historyKey: ({ division, year }: { division: string; year: string }) => ({
    pk: `FACT#${division}#${year}`,
    sk: 'KEY',
  }),
  /** Since which day there are rows, through which day none is missing, and which years begin with the last rows of the year before. */
  historySpan: 'HISTORY',
  historyFirst: { pk: 'HISTORY', sk: 'FIRST' },
  historyComplete: { pk: 'HISTORY', sk: 'COMPLETE' },
  historyOpened: (year: string) => ({ pk: 'HISTORY', sk: `OPENED#${year}` }),
  /** 各县数好的统计: of a county, by its code, between two days. */
  countedFigures: (division: string, { from, day }: { from: string; day: string }) => ({
    pk: `${COUNTED}${division}`,
    sk: `${from}#${day}`,
  }),
  sweepCursor: (kind: string) => ({ pk: `SWEEP#${kind}`, sk: 'CURSOR' }),
} as const;

export interface Key {
  pk: string;
  sk: string;
}
