import { beforeAll, describe, expect, test, vi } from 'vitest';
import { examplePlan } from '../../test/support/example-plan.ts';
import { inEarnest } from '../../test/support/examples/household.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, people, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { aided } from '../../test/support/on-file.ts';
import { issueCards } from './issue.ts';
import { plainText } from './print/testing/pdf-text.ts';
import { printer } from './print/testing/printing.ts';
import { toSignedPlan } from './testing/household.ts';
import { wordText } from './word/testing/word-text.ts';

let app: MemoryApp;
let signed: Journey;
let announced: Journey;
const as = people.registrar;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  announced = new Journey(app);
  await announced.untilNotice(household(2));
  signed = await toSignedPlan(app);
  return () => void vi.restoreAllMocks();
});

const asked = (document: string, { id } = signed, by: typeof people.registrar | typeof people.reviewer = as) =>
  ask(app, 'printWord', { as: by, params: { id, document } });
const bodyOf = (key: string) => app.s3.objects.get(key)?.body as Buffer;
const withoutTicks = (text: string) => text.replaceAll('☑', '✓').replaceAll('□', '');

/** The text of a file as it is kept, once it has been asked for. */
async function word(document: string, of = signed): Promise<string> {
  await told(app, 'printWord', { as, params: { id: of.id, document } });
  return withoutTicks(wordText(bodyOf(`printed/${of.id}/word-${document}.docx`)));
}

describe('档案表、联系卡、台账', () => {
  test('发卡以前没有档案表和联系卡；没有这一种的，也说没有', async () => {
    for (const document of ['dossierForm', 'workerCard', 'constructor', 'bothCards', '../x']) {
      expect(JSON.parse((await asked(document)).body), document).toMatchObject({ status: 404, code: 1401 });
    }
  });

  test.each(['dossierForm', 'officerCard', 'workerCard'])('%s：说的与存下的 PDF 一样', async (document) => {
    await issueCards(app, signed.id, printer);
    expect(await word(document)).toBe(plainText(bodyOf(`printed/${signed.id}/${document}-1.pdf`)));
  });

  test('修订的计划还没有签字，照发过卡的那一版', async () => {
    const back = app.mark();
    await issueCards(app, signed.id, printer);
    const before = await word('workerCard');
    await signed.planned(
      { ...examplePlan, reason: '换了帮扶责任人', officer: { name: '钱新任', post: '主席', contact: '13900139111' } },
      '2026-11-23T02:00:00Z',
    );
    expect(await word('workerCard')).toBe(before);
    back();
  });

  test('发了卡才处理的异议，不改变发过的档案表：Word 和一起印的，与存下的还是一样', async () => {
    const objected = memoryApp({ profile: inEarnest });
    const { id } = await toSignedPlan(objected, { objections: ['untriaged'] });
    await issueCards(objected, id, printer);
    const kept = (key: string) => objected.s3.objects.get(key)?.body as Buffer;
    const filed = plainText(kept(`printed/${id}/dossierForm-1.pdf`));
    expect(filed).toContain('尚未初核的1条');
    objected.at('2026-11-23T02:00:00Z');
    const body = { objections: [1], outcome: 'setAside', opinion: '查无此事。' };
    await told(objected, 'triageObjections', { as: people.reviewer, params: { id }, body });
    await told(objected, 'printWord', { as, params: { id, document: 'dossierForm' } });
    expect(withoutTicks(wordText(kept(`printed/${id}/word-dossierForm.docx`)))).toBe(filed);
    const together = { dossiers: [id], documents: ['dossierForm'] };
    const { url } = await told<{ url: string }>(objected, 'printTogether', { as, body: together });
    expect(plainText(kept(new URL(url).pathname.slice(1)))).toBe(filed);
  });

  test('台账照现在的：登记过的帮扶、走访都在', async () => {
    await aided(signed);
    const text = await word('ledgerSheet');
    await told(app, 'printLedger', { as, params: { id: signed.id } });
    expect(text).toBe(plainText(bodyOf(`printed/${signed.id}/ledgerSheet.pdf`)));
    expect(text).toContain('金额多写了一个零');
  });

  test('五分钟内有效的地址，存下来叫得出是什么，文件名里没有姓名；看过记一笔', async () => {
    const { url } = await told<{ url: string }>(app, 'printWord', {
      as: people.reviewer,
      params: { id: signed.id, document: 'dossierForm' },
    });
    const address = new URL(url);
    expect(address.searchParams.get('X-Amz-Expires')).toBe('300');
    expect(decodeURIComponent(address.searchParams.get('response-content-disposition') ?? '')).toMatch(
      /530102202600001-困难职工档案表\.docx$/,
    );
    expect(address.searchParams.get('response-content-type')).toMatch(/wordprocessingml\.document$/);
    const { readings } = await told<{ readings: object[] }>(app, 'getReadings', {
      as: people.reviewer,
      params: { id: signed.id },
    });
    expect(readings).toContainEqual(
      expect.objectContaining({ kind: 'print', what: 'word-dossierForm', by: 'reviewer-1' }),
    );
  });
});

describe('公示', () => {
  test('说的与公示的网页印在纸上的一样，带着那一页的二维码，没有姓名全文', async () => {
    const id = (await announced.state()).matter.notice?.id as string;
    app.at('2026-11-09T02:00:00Z');
    const { body } = await ask(app, 'noticePage', { params: { id } });
    const article = /<article class="decree">([\s\S]*?)<\/article>/.exec(body)?.[1] ?? '';
    const onPaper = article
      .replace(/<svg[\s\S]*?<\/svg>/g, '')
      .replace(/<[^>]+>/g, '')
      .replace(/\s/g, '');
    const text = await word('publicNotice', announced);
    expect(text.endsWith(onPaper)).toBe(true);
    expect(text.slice(0, -onPaper.length)).toMatch(/^(演示：.*)?$/);
    expect(text).not.toContain(household(2).worker.name);
  });

  test('没有公示的、撤下了的，没有', async () => {
    const closed = JSON.parse((await asked('publicNotice')).body);
    expect(closed).toMatchObject({ status: 404, code: 1401 });
    app.at('2026-12-20T02:00:00Z');
    expect(JSON.parse((await asked('publicNotice', announced)).body)).toMatchObject({ status: 404, code: 1401 });
  });
});
