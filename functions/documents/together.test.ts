import { beforeAll, describe, expect, it, vi } from 'vitest';
import { mostTogether } from '../../shared/contract/prints.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { inEarnest } from '../../test/support/examples/household.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, people, putPeople, putPerson, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { issueCards } from './issue.ts';
import type { Printer } from './print/printer.ts';
import { plainText, readPdfText } from './print/testing/pdf-text.ts';
import { printer } from './print/testing/printing.ts';
import { toSignedPlan } from './testing/household.ts';
import { printTogether } from './together.ts';
import { wordText } from './word/testing/word-text.ts';

let app: MemoryApp;
let first: Journey;
let second: Journey;
let draft: Journey;
const as = people.registrar;
const [one, two] = [household(1), household(2)];

beforeAll(async () => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp({ profile: inEarnest });
  await putPeople(app);
  [first, second] = [await toSignedPlan(app, { form: one }), await toSignedPlan(app, { form: two })];
  for (const { id } of [first, second]) await issueCards(app, id, printer);
  draft = new Journey(app);
  await draft.submitted(household(3), '2026-11-24T03:00:00Z');
  return () => void vi.restoreAllMocks();
}, 60_000);

const prints = (body: object, who: object = as) =>
  told<AnswerOf<'printTogether'>>(app, 'printTogether', { as: who as typeof as, body });
function pdf({ url }: AnswerOf<'printTogether'>): Buffer {
  const key = decodeURIComponent(new URL(url as string).pathname)
    .split('/')
    .slice(-3)
    .join('/');
  return app.s3.objects.get(key)?.body as Buffer;
}
const pages = (bytes: Buffer): number => new Set(readPdfText(bytes).map(({ page }) => page)).size;
const readings = async (id: string) =>
  (await told<AnswerOf<'getReadings'>>(app, 'getReadings', { as: people.reviewer, params: { id } })).readings
    .filter(({ kind }) => kind === 'print')
    .map(({ what }) => what);

describe('一起打印', () => {
  it('几户的联系卡、档案表在一个文件里，照所写的先后；每一户每一份各记一次查阅', async () => {
    const answer = await prints({ dossiers: [second.id, first.id], documents: ['bothCards', 'dossierForm'] });
    expect(answer).toMatchObject({ printed: 4, left: [] });
    const text = plainText(pdf(answer));
    expect(text.indexOf(two.worker.name)).toBeGreaterThan(-1);
    expect(text.indexOf(one.worker.name)).toBeGreaterThan(text.lastIndexOf(two.worker.name));
    expect(await readings(first.id)).toEqual(expect.arrayContaining(['bothCards', 'dossierForm']));
    expect(await readings(second.id)).toEqual(expect.arrayContaining(['bothCards', 'dossierForm']));
  });

  it('两联的联系卡一户一页', async () => {
    const answer = await prints({ dossiers: [first.id, second.id], documents: ['bothCards'] });
    expect(pages(pdf(answer))).toBe(2);
  });

  it('印不成的写明是哪一户、哪一种、为什么，别的照印', async () => {
    const elsewhere = '7h2w9d4s0k5r8t1v3m6p2x7qzc';
    const answer = await prints({
      dossiers: [draft.id, elsewhere, first.id],
      documents: ['bothCards', 'ledgerSheet', 'consentSheet'],
    });
    expect(answer.printed).toBe(4);
    expect(answer.left).toEqual([
      { dossier: draft.id, document: 'bothCards', why: expect.stringContaining('还没有发卡') },
      { dossier: draft.id, document: 'ledgerSheet', why: expect.stringContaining('没有建过档') },
      { dossier: elsewhere, document: null, why: expect.stringContaining('没有这份档案') },
    ]);
  });

  it('别的工会的，与没有的一样说；一份也没有印成的没有地址', async () => {
    const other = { ...as, sub: 'registrar-9', orgPath: '530000/530100/530103/U0001' };
    const answer = await prints({ dossiers: [first.id], documents: ['bothCards'] }, other);
    expect(answer).toMatchObject({ url: null, printed: 0, left: [{ why: expect.stringContaining('没有这份档案') }] });
  });

  it('不是档案标识的，说清楚，不答出去', async () => {
    const body = { dossiers: ['=cmd|1'], documents: ['bothCards'] };
    expect((await ask(app, 'printTogether', { as, body })).statusCode).toBe(400);
  });

  it('一户画不出来的，别的照印', async () => {
    let drawn = 0;
    const failing: Printer = {
      ...printer,
      together: async (prints, at) => {
        drawn++;
        for (const each of prints) {
          each.begun?.();
          if (each.kind === 'bothCards' && each.view.worker.name === one.worker.name)
            throw new Error('cannot be drawn');
        }
        return printer.together(prints, at);
      },
    };
    const user = { id: as.sub, orgPath: as.orgPath, roles: ['registrar' as const] };
    const body = { dossiers: [second.id, first.id], documents: ['bothCards' as const] };
    const { bytes, printed, left } = await printTogether(app, user, body, failing, app.now());
    expect([drawn, printed, left.map(({ dossier }) => dossier)]).toEqual([2, 1, [first.id]]);
    expect(plainText(bytes as Uint8Array)).toContain(two.worker.name);
  });

  it(`一次至多 ${mostTogether} 户`, async () => {
    const dossiers = Array.from(
      { length: mostTogether + 1 },
      (_, n) => `${first.id.slice(0, 24)}${String(n).padStart(2, '0')}`,
    );
    const { statusCode } = await ask(app, 'printTogether', { as, body: { dossiers, documents: ['bothCards'] } });
    expect(statusCode).toBe(400);
  });

  it('留下的一天就删：放在自己的前缀下面', async () => {
    const { url } = await prints({ dossiers: [first.id], documents: ['officerCard'] });
    expect(new URL(url as string).pathname).toMatch(/printed\/together\/[0-9a-f]{64}\.pdf$/);
  });

  it('移交以后再印，卡上还是发卡的工会：与发到手里的那一张一字不差；Word 也是', async () => {
    const theirs = '530000/530100/530103/U0001';
    const there = { ...as, sub: 'registrar-9', orgPath: theirs };
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath: theirs, name: '盘龙区某厂工会' } });
    await putPerson(app, there.sub, {
      name: '白接收',
      post: '干事',
      email: null,
      orgPath: theirs,
      roles: ['registrar'],
    });
    const params = { id: second.id };
    await told(app, 'proposeTransfer', { as, params, body: { to: theirs, reason: '职工已转到那边的单位' } });
    await told(app, 'acceptTransfer', { as: there, params, body: { transfer: 1 } });
    const kept = app.s3.objects.get(`printed/${second.id}/dossierForm-1.pdf`)?.body as Buffer;
    expect(plainText(kept)).toContain('五华区总工会');
    const answer = await prints({ dossiers: [second.id], documents: ['dossierForm'] }, there);
    expect(plainText(pdf(answer))).toBe(plainText(kept));
    const word = await told<{ url: string }>(app, 'printWord', {
      as: there,
      params: { ...params, document: 'dossierForm' },
    });
    expect(wordText(app.s3.objects.get(new URL(word.url).pathname.slice(1))?.body as Buffer)).toContain('五华区总工会');
  });
});

it('一个人一天至多六十次，再来说明天再办；别人的不受影响', async () => {
  const body = { dossiers: [draft.id], documents: ['workerCard'] };
  const who = { ...as, sub: 'registrar-60' };
  const statuses: number[] = [];
  for (let n = 0; n < 61; n++) statuses.push((await ask(app, 'printTogether', { as: who, body })).statusCode);
  expect(statuses.filter((status) => status === 200)).toHaveLength(60);
  const { statusCode, body: refused } = await ask(app, 'printTogether', { as: who, body });
  expect([statusCode, JSON.parse(refused).code]).toEqual([429, 1010]);
  expect((await ask(app, 'printTogether', { as, body })).statusCode).toBe(200);
});
