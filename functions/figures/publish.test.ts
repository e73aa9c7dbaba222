import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays, addMonths } from '../../shared/calendar/dates.ts';
import { parseCsv } from '../../shared/csv/csv.ts';
import { actorOf, an } from '../../shared/dossier/actions.fixture.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { dossierReader, dossiers, openFigures } from '../../shared/services/services.ts';
import { ask, type Journey, putPeople, step } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { expectHarmlessRepeats } from '../../test/support/memory/repeats.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

const app = memoryApp();
let back: () => void;
let publishing: MemoryApp;
let one: Journey;

const written = async ({ id }: Journey) => {
  for (const { version, action } of await dossierReader(app).journal(id)) {
    await step(app, 'write-history', queueEvent({ dossierId: id, version, action: action.type }));
  }
};

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  await putPeople(app);
  // Five in one county, and the sixth comes on file after the month.
  for (let n = 0; n < 5; n++) {
    one = await registeredIn(app, 10 + n);
    await written(one);
  }
  publishing = { ...app, profile: { ...app.profile, openFigures: true } };
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

/** Of five households one goes, and four are not told of. */
async function leaves(journey: Journey, on: string): Promise<void> {
  const course = ['form', 'approval', 'conclusion'] as const;
  const actions: Action[] = [
    { ...an.proposeExit({ reason: 'death', course: [...course] }), happenedOn: on } as Action,
    an.requestApproval({ request: 2, level: 1, last: true }),
    an.decide({ request: 2, decision: 'approve' }),
    an.leave({ matter: 2 }),
  ];
  for (const action of actions) {
    const before = await dossiers(app).get(journey.id);
    const now = new Date(`${on}T02:00:00Z`);
    await dossiers(app).record({ id: journey.id, before, action, actor: actorOf(action), now });
  }
  await written(journey);
}

const lastDay = () => {
  const [year, month] = app.now().toISOString().split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};
/** Two days into the month after. */
const nextDay = (closed: string) => addDays(addMonths(`${closed}-01`, 1), 1);
const month = () => lastDay().slice(0, 7);
/** The evening of the last day, and the night after it: its anchor, and what is published then. */
async function turn(on: MemoryApp, { anchored = true, complete = true } = {}): Promise<string> {
  const closed = month();
  const day = lastDay();
  app.at(`${day}T15:30:00Z`);
  await step(on, 'publish-figures', {});
  if (complete) {
    app.at(`${day}T17:30:00Z`);
    await step(on, 'complete-history', {});
  }
  if (anchored) {
    app.at(`${day}T18:00:00Z`);
    await step(on, 'anchor', {});
  }
  expect(await openFigures(on).of(closed)).toBeUndefined();
  app.at(`${day}T18:30:00Z`);
  await step(on, 'publish-figures', {});
  return closed;
}
const page = (params: { month: string }) => ask(publishing, 'openMonthPage', { params });

describe('月初', () => {
  it('断在哪里、做几遍，都是一张', async () => {
    const day = lastDay();
    app.at(`${day}T18:00:00Z`);
    await step(publishing, 'complete-history', {});
    await step(publishing, 'anchor', {});
    expect(await expectHarmlessRepeats(publishing, [['publish-figures', {}]])).toBe(1);
  });

  it('公布上个月末的表，写着是哪一天、哪一个日根；页上看得到', async () => {
    const closed = await turn(publishing);
    const [anchor] = app.dynamoDb
      .all<{ pk: string; sk: string; root: string }>()
      .filter(({ pk, sk }) => pk === 'ANCHORS' && sk.startsWith(closed))
      .reverse();
    const { statusCode, body } = await page({ month: closed });
    expect(statusCode).toBe(200);
    expect(body).toContain(anchor?.root);
    const list = await ask(publishing, 'openFiguresPage', {});
    expect(list.body).toContain(`href="figures/${closed}"`);
  });

  it('公布了就不变：以后的月份另有一张，做几遍还是那一张', async () => {
    const closed = await turn(publishing);
    const first = await openFigures(app).of(closed);
    await written(await registeredIn(app, 20));
    app.at(`${nextDay(closed)}T18:30:00Z`);
    await step(publishing, 'publish-figures', {});
    await openFigures(app).publish({ ...(first as NonNullable<typeof first>), whole: [1000] });
    expect(await openFigures(app).of(closed)).toEqual(first);
    const next = await turn(publishing);
    expect(await openFigures(app).months()).toEqual([next, closed]);
  });

  it('那一天还没有日根的，等到有了再公布', async () => {
    await step(publishing, 'anchor', {});
    const closed = await turn(publishing, { anchored: false });
    expect(await openFigures(app).of(closed)).toBeUndefined();
    app.at(new Date(app.now().getTime() + 60_000));
    await step(publishing, 'anchor', {});
    app.at(new Date(app.now().getTime() + 86_400_000));
    await step(publishing, 'publish-figures', {});
    expect(await openFigures(app).of(closed)).toBeDefined();
  });

  it('那一天的历史行还没有查齐的，等到齐了再公布，迟到的也数在里面', async () => {
    const late = await registeredIn(app, 20);
    const closed = await turn(publishing, { complete: false });
    expect(await openFigures(app).of(closed)).toBeUndefined();
    app.at(`${nextDay(closed)}T17:30:00Z`);
    await step(publishing, 'complete-history', {});
    app.at(`${nextDay(closed)}T18:30:00Z`);
    await step(publishing, 'publish-figures', {});
    const { category = '' } = (await late.state()).registration ?? {};
    const { categories = [], whole } = (await openFigures(app).of(closed)) ?? {};
    expect([categories.includes(category), whole]).toEqual([true, [5]]);
  });

  it('整整一个月没有公布成的，以后哪一夜补上，数的是那个月末那一天的', async () => {
    const first = await turn(publishing);
    const missed = addMonths(`${first}-01`, 1).slice(0, 7);
    const later = addMonths(`${first}-01`, 2).slice(0, 7);
    // Of the month that is missed nobody publishes; after its end one of the five leaves.
    await leaves(one, `${later}-10`);
    app.at(`${addMonths(`${later}-01`, 1).slice(0, 7)}-02T18:00:00Z`);
    await step(publishing, 'complete-history', {});
    await step(publishing, 'anchor', {});
    app.at(new Date(app.now().getTime() + 30 * 60_000));
    await step(publishing, 'publish-figures', {});
    expect(await openFigures(publishing).months()).toEqual([later, missed, first]);
    const cells = async (month: string) =>
      (await openFigures(publishing).of(month))?.counties.map((each) => each.cells);
    expect(await cells(missed)).toEqual(await cells(first));
    expect(await cells(later)).toEqual([]);
    expect(await openFigures(publishing).of(missed)).toMatchObject({ day: addDays(`${later}-01`, -1) });
  });

  it('CSV 与网页上的数一样：取到五，少于五的写“少于5”；没有公布的答 1806', async () => {
    const closed = await turn(publishing);
    const { body } = await page({ month: closed });
    expect(body).toContain(`href="../v1/open-figures/${closed}"`);
    const csv = await ask(publishing, 'openMonthCsv', { params: { month: closed } });
    expect(csv.headers?.['Content-Type']).toBe('text/csv; charset=utf-8');
    expect(csv.body.startsWith('\uFEFF')).toBe(true);
    const [heads, ...rows] = parseCsv(csv.body.slice(1)).map(({ cells }) => cells);
    const figures = await openFigures(publishing).of(closed);
    expect(heads?.slice(2, -2)).toEqual(figures?.categories);
    expect(rows.slice(0, -1).map((cells) => cells.slice(1, -2))).toEqual(
      figures?.counties.map(({ name, cells }) => [name, ...cells.map((cell) => String(cell ?? '少于5'))]),
    );
    expect(rows.at(-1)?.slice(0, 3)).toEqual([figures?.day, '全省', String(figures?.whole[0] ?? '不合计')]);
    const none = await ask(publishing, 'openMonthCsv', { params: { month: '2099-01' } });
    expect([none.statusCode, JSON.parse(none.body).code]).toEqual([404, 1806]);
  });

  it('没有写明要公布的省，一个月也不公布', async () => {
    const closed = await turn(app);
    expect((await page({ month: closed })).statusCode).toBe(404);
    expect((await ask(app, 'openFiguresPage', {})).body).toContain('还没有公布过');
  });
});

it.each(['2026-13', '2099-01', '2026-11-05', 'x'])('没有公布的 %s 是一页中文的 404', async (asked) => {
  const { statusCode, body, headers } = await page({ month: asked });
  expect([statusCode, headers?.['Content-Type']]).toEqual([404, 'text/html; charset=utf-8']);
  expect(body).toContain('没有公布这一个月的统计');
});
