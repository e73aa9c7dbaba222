import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays, addMonths } from '../../shared/calendar/dates.ts';
import { dossierReader, openFigures } from '../../shared/services/services.ts';
import { ask, type Journey, putPeople, step } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { expectHarmlessRepeats } from '../../test/support/memory/repeats.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

const app = memoryApp();
let back: () => void;
let publishing: MemoryApp;

const written = async ({ id }: Journey) => {
  for (const { version, action } of await dossierReader(app).journal(id)) {
    await step(app, 'write-history', queueEvent({ dossierId: id, version, action: action.type }));
  }
};

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  await putPeople(app);
  // Five in one county, and the sixth comes on file after the month.
  for (let n = 0; n < 5; n++) await written(await registeredIn(app, 10 + n));
  publishing = { ...app, profile: { ...app.profile, openFigures: true } };
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

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
