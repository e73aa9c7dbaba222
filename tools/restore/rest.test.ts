import { beforeAll, beforeEach, expect, it } from 'vitest';
import { keys } from '../../shared/registry/keys.ts';
import { Table } from '../../shared/registry/table.ts';
import { household } from '../../test/support/household.ts';
import { Journey, people, putPeople, putPerson, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { backedUp } from '../../test/support/restored.ts';
import type { StoredItem } from '../verify/stored.ts';
import { putMissing } from './apply.ts';
import type { Tables } from './plan.ts';
import { kindOf, type RestStep, restOf } from './rest.ts';

let app: MemoryApp;
let onFile: Journey;
let ended: Journey;
let tables: Tables;
let back: () => void;

beforeAll(async () => {
  app = memoryApp();
  await putPeople(app);
  onFile = await registeredIn(app, 1);
  ended = new Journey(app);
  await ended.submitted(household(4));
  const asked = { as: people.registrar, params: { id: ended.id }, body: { reason: '不再申请' } };
  await told(app, 'withdraw', asked);
  const receipt = { sk: 'RECEIPT', dossierId: onFile.id, notice: 'x', receivedAt: 'x', objection: 1, tries: 2, ttl: 1 };
  app.dynamoDb.put({ pk: 'RECEIPT#a', ...receipt, codeHash: 'h', codeUntil: 'u' });
  tables = backedUp(app);
  back = app.mark();
});
beforeEach(() => back());

const items = () => app.dynamoDb.all<StoredItem>();
const lose = (which: (item: StoredItem) => boolean) => {
  for (const each of items().filter(which)) app.dynamoDb.remove(each);
};

async function compared(): Promise<RestStep[]> {
  const found: RestStep[] = [];
  for await (const each of restOf(tables)) found.push(each);
  return found;
}

async function put(): Promise<void> {
  const table = new Table('registry', app.dynamoDb.client);
  for (const each of await compared()) await putMissing(table, each);
}

it('什么也没有少，什么也不放', async () => {
  expect(await compared()).toEqual([]);
});

it('人员、终结的档案按身份证号的查找、列表的查阅，缺的放回；链接、邮件、计次、应答不放', async () => {
  const before = items();
  const isOfDossiers = ({ pk }: StoredItem) => /^[DJ]#/.test(pk) || /^(ID|TRACE|NOTICE)#/.test(pk);
  lose((item) => !isOfDossiers(item) || (item.sk.endsWith(ended.id) && !item.pk.startsWith('TRACE#')));
  await put();
  const missing = before.filter(({ pk, sk }) => !items().some((item) => item.pk === pk && item.sk === sk));
  const kinds = new Set(missing.map(({ pk }) => pk.split('#')[0]));
  expect([...kinds].sort()).toEqual(['LINK', 'MAIL', 'TRIES']);
});

it('回执不带验证码回来；档案不在了的，回执和查找不放', async () => {
  lose(({ pk }) => pk.startsWith('RECEIPT#'));
  await put();
  const receipt = items().find(({ pk }) => pk === 'RECEIPT#a');
  expect([receipt?.objection, receipt?.codeHash, receipt?.codeUntil]).toEqual([1, undefined, undefined]);
  back();
  lose(({ pk, sk }) => /^(RECEIPT|NAME)#/.test(pk) || sk === 'HEAD');
  expect((await compared()).map(({ what }) => what)).toEqual([]);
});

it('不同的只说出来，不动：名册里改过的不退回去', async () => {
  const ofPerson = ({ pk, id }: StoredItem) => id === 'approver-county' && /^(PERSON#|PEOPLE)/.test(pk);
  for (const each of items().filter(ofPerson)) app.dynamoDb.put({ ...each, post: '已换' });
  const [found, ...others] = await compared();
  expect([found?.what, found?.live?.post, others]).toEqual(['工会人员', '已换', []]);
  await put();
  expect(items().filter(ofPerson)).toEqual([0, 1].map(() => expect.objectContaining({ post: '已换' })));
});

it('此后调到别的工会的，原来工会的名单里不再有他；名单缺的，照他现在的放回', async () => {
  const [here, there] = ['530000/530100/530102', '530000/530100/530103'];
  const id = 'approver-county';
  const moved = {
    name: '陈明',
    post: '副主席',
    email: `${id}@example.cn`,
    orgPath: there,
    roles: ['approver' as const],
  };
  await putPerson(app, id, moved);
  expect(await compared()).toEqual([
    expect.objectContaining({ item: expect.objectContaining({ pk: `PERSON#${id}` }) }),
  ]);
  await put();
  const listed = () => items().filter(({ pk, sk }) => pk === 'PEOPLE' && sk.endsWith(`#${id}`));
  expect(listed().map(({ sk }) => sk)).toEqual([`${there}#${id}`]);
  await putPerson(app, id, { ...moved, orgPath: here, active: false });
  lose(({ pk }) => pk === 'PEOPLE');
  await put();
  expect(listed()).toEqual([expect.objectContaining({ sk: `${here}#${id}`, active: false })]);
});

it('职工编号的计数不退到发过的编号以下，恢复的那一刻更早也一样', async () => {
  const counter = items().find(({ sk }) => sk === 'COUNTER') as StoredItem;
  expect(counter.n).toBe(1);
  const registered = await registeredIn(app, 5);
  expect((await registered.state()).registration?.dossierNumber).toMatch(/00002$/);
  lose(({ sk }) => sk === 'COUNTER');
  await put();
  expect(items().find(({ sk }) => sk === 'COUNTER')?.n).toBe(2);
  app.dynamoDb.put({ ...counter, n: 1 });
  await put();
  expect(items().find(({ sk }) => sk === 'COUNTER')?.n).toBe(2);
  app.dynamoDb.put({ ...counter, n: 7 });
  expect((await compared()).filter(({ item }) => item.sk === 'COUNTER')).toEqual([]);
});

/** What becomes of each kind of item: a key that is not here does not compile. */
const fates = {
  dossier: 'dossier',
  head: 'dossier',
  headPart: 'dossier',
  form: 'dossier',
  journal: 'dossier',
  entry: 'dossier',
  task: 'dossier',
  aid: 'dossier',
  visit: 'dossier',
  attachment: 'dossier',
  attachmentSlot: 'dossier',
  waiting: 'dossier',
  identityLock: 'dossier',
  trace: 'dossier',
  traceList: 'dossier',
  places: 'dossier',
  disposals: 'dossier',
  disposalAt: 'dossier',
  margins: 'dossier',
  marginAt: 'dossier',
  traces: 'dossier',
  notices: 'dossier',
  notice: 'dossier',
  // Of a dossier with it, of a list with the rest.
  readings: 'rest',
  reading: 'rest',
  identities: 'rest',
  names: 'rest',
  dossierNumbers: 'rest',
  place: 'rest',
  receipt: 'rest',
  heard: 'rest',
  application: 'rest',
  appliedBy: 'rest',
  appliedByAt: 'rest',
  appliedLast: 'rest',
  ownBy: 'dossier',
  ownByAt: 'dossier',
  appliedWith: 'rest',
  applicant: 'left',
  person: 'rest',
  people: 'rest',
  personAt: 'rest',
  changes: 'rest',
  change: 'rest',
  unions: 'rest',
  union: 'rest',
  proposals: 'rest',
  undecided: 'rest',
  undecidedProposal: 'rest',
  proposal: 'rest',
  proposalOutcome: 'rest',
  gazette: 'rest',
  gazetteVersion: 'rest',
  batch: 'rest',
  batchRow: 'rest',
  batches: 'rest',
  batchAt: 'rest',
  check: 'rest',
  checks: 'rest',
  checkAt: 'rest',
  transcript: 'rest',
  transcriptRow: 'rest',
  transcripts: 'rest',
  transcriptAt: 'rest',
  oldNumber: 'rest',
  scenario: 'left',
  scenarioPage: 'left',
  scenarioCounty: 'left',
  scenarioChanged: 'left',
  scenarios: 'left',
  scenarioAt: 'left',
  scenarioIn: 'left',
  campaign: 'rest',
  campaignRow: 'rest',
  campaigns: 'rest',
  campaignAt: 'rest',
  campaignIn: 'rest',
  campaignUnderWay: 'rest',
  spotCheck: 'rest',
  spotCheckFrame: 'rest',
  spotCheckSample: 'rest',
  spotCheckRow: 'rest',
  spotChecks: 'rest',
  spotCheckAt: 'rest',
  spotCheckOf: 'rest',
  returns: 'rest',
  return: 'rest',
  inspection: 'rest',
  inspector: 'rest',
  inspectionOf: 'rest',
  inspections: 'rest',
  inspectionAt: 'rest',
  anchors: 'rest',
  anchor: 'rest',
  // An entry that is put back is told anew, and so collected anew.
  leaves: 'left',
  leaf: 'left',
  // By itself: no lower than what is on file.
  counter: 'left',
  link: 'left',
  // What was typed since is on somebody's screen, or was saved as a form.
  scratch: 'left',
  perusal: 'left',
  currentLink: 'left',
  mail: 'left',
  idempotency: 'left',
  tries: 'left',
  sweepCursor: 'left',
  // Whoever is not free is met again in the next round.
  relook: 'left',
  divisions: 'rest',
  division: 'rest',
  // `npm run rebuild` makes rows anew, but of a household that was disposed of nobody knows any more.
  history: 'rest',
  historyRow: 'rest',
  historyKey: 'rest',
  historySpan: 'rest',
  historyFirst: 'rest',
  historyComplete: 'left',
  // Counted anew.
  behind: 'left',
  historyOpened: 'rest',
  countedFigures: 'left',
  allOpenFigures: 'rest',
  openFigures: 'rest',
} as const satisfies Record<keyof typeof keys, 'dossier' | 'rest' | 'left'>;

it('每一种项恢复时怎样，都说得出：随档案、另外放、不放', () => {
  const made: Partial<Record<keyof typeof keys, { pk: string; sk: string }>> = {
    reading: keys.reading('530000', 'LOOKED', 'x'),
    receipt: keys.receipt('x'),
    heard: keys.heard('x', 'y'),
    person: keys.person('x'),
    personAt: keys.personAt('530000', 'x'),
    change: keys.change('UNIONS#530000', 1),
    union: keys.union('530000'),
    undecidedProposal: keys.undecidedProposal(1),
    behind: keys.behind,
    proposal: keys.proposal(1),
    proposalOutcome: keys.proposalOutcome(1),
    gazetteVersion: keys.gazetteVersion('x', 1),
    place: { pk: keys.identities('x'), sk: keys.place('530000', onFile.id) },
    names: { pk: keys.names('x'), sk: keys.place('530000', onFile.id) },
    dossierNumbers: { pk: keys.dossierNumbers('x'), sk: keys.place('530000', onFile.id) },
    batch: keys.batch('x'),
    batchRow: keys.batchRow('x', 1),
    batchAt: keys.batchAt('530102', 'FILE#x'),
    check: keys.check('x'),
    checkAt: keys.checkAt('530102', 'AT#x'),
    transcript: keys.transcript('x'),
    transcriptRow: keys.transcriptRow('x', 1),
    transcriptAt: keys.transcriptAt('530102', 'AT#x'),
    oldNumber: keys.oldNumber('530102', '旧-7'),
    scenario: keys.scenario('x'),
    scenarioPage: keys.scenarioPage('x', 1, ''),
    scenarioCounty: keys.scenarioCounty('x', '530102'),
    scenarioChanged: keys.scenarioChanged('x', '530102', 0),
    scenarioAt: keys.scenarioAt('530102', '2026', 'x'),
    scenarioIn: keys.scenarioIn('530102'),
    campaign: keys.campaign('x'),
    campaignRow: keys.campaignRow('x', 'y'),
    campaignAt: keys.campaignAt('530102', '2026', 'x'),
    campaignIn: keys.campaignIn('530102'),
    campaignUnderWay: keys.campaignUnderWay('x'),
    spotCheck: keys.spotCheck('x'),
    spotCheckFrame: keys.spotCheckFrame('x', 1),
    spotCheckSample: keys.spotCheckSample('x', 1),
    spotCheckRow: keys.spotCheckRow('x', 'y'),
    return: keys.return('2026', '530000', 0),
    spotCheckAt: keys.spotCheckAt('530102', '2026', 'x'),
    spotCheckOf: keys.spotCheckOf('530102', 'quota'),
    inspection: keys.inspection('x'),
    inspectionOf: keys.inspectionOf('x', 1),
    inspectionAt: keys.inspectionAt('2026', 'x'),
    relook: keys.relook('x'),
    division: keys.division('530102'),
    anchor: keys.anchor('2026-11-02'),
    leaf: keys.leaf('2026-11-02', onFile.id, 1, 'a'.repeat(64)),
    head: keys.head(onFile.id),
    entry: keys.entry(onFile.id, 1),
    identityLock: keys.identityLock('x'),
    trace: keys.trace('x', onFile.id),
    traceList: keys.traceList('x'),
    places: keys.places(onFile.id, 'x'),
    ownByAt: keys.ownByAt('x', onFile.id),
    marginAt: keys.marginAt('530000/530100/530102/U0001', onFile.id),
    disposalAt: keys.disposalAt('530102', 'listed#2036-11-02#x'),
    notice: keys.notice('530000', '2026-11-10', 'x'),
    link: keys.link('x'),
    perusal: keys.perusal('x'),
    mail: keys.mail('x'),
    idempotency: keys.idempotency('x'),
    tries: keys.tries('x', 'y', 'z'),
    sweepCursor: keys.sweepCursor('mail'),
    historyComplete: keys.historyComplete,
    counter: keys.counter('530102-2026'),
  };
  for (const [name, key] of Object.entries(made)) {
    expect(kindOf(key) !== undefined, name).toBe(fates[name as keyof typeof fates] === 'rest');
  }
});
