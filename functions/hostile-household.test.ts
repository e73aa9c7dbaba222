import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Form } from '../shared/form/form.ts';
import { examplePlan } from '../test/support/example-plan.ts';
import { opened, sent } from '../test/support/examples/asked.ts';
import { household } from '../test/support/household.ts';
import { type Ask, ask, county, Journey, mailed, people, putPeople, putPerson, told } from '../test/support/journey.ts';
import { parse } from '../test/support/markup.ts';
import { type MemoryApp, memoryApp } from '../test/support/memory/app.ts';
import { issueCards } from './documents/issue.ts';
import { plainText } from './documents/print/testing/pdf-text.ts';
import { printer } from './documents/print/testing/printing.ts';

/** Somebody writes into every box what would be more than text to a browser or a spreadsheet: it goes the whole way. */
const script = `=HYPERLINK("x")<script>alert(1)</script>"'><img src=x onerror=alert(1)>&amp;`;
/** What nobody sees, or what turns the text around. */
const unseen = {
  rightToLeft: '云南\u202e厂纺织',
  zeroWidth: '云\u200b南厂',
  halfPair: '云南\ud83d厂',
  tooLong: '长'.repeat(5000),
};

let app: MemoryApp;
let journey: Journey;
const shown: Record<string, string> = {};

const form = (): Form => {
  const { worker, ...rest } = household(3);
  return {
    ...rest,
    worker: { ...worker, employer: `厂${script}`, homeAddress: `${worker.homeAddress}${script}` },
    remarks: `备注${script}`,
  };
};

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  journey = new Journey(app);
  await putPeople(app);
  const as = people.administrator;
  await told(app, 'putUnion', { as, body: { orgPath: people.registrar.orgPath, name: `工会${script}` } });
  for (const [id, role, orgPath] of [
    ['registrar-1', 'registrar', people.registrar.orgPath],
    ['approver-county', 'approver', county],
  ]) {
    const body = {
      name: `何${script}`.slice(0, 50),
      post: `干事${script}`,
      email: `${id}@example.cn`,
      orgPath,
      roles: [role],
    };
    await putPerson(app, id as string, body);
  }
  await journey.submitted(form());
  await journey.surveyed('2026-11-05T02:00:00Z', { surveyors: [`赵${script}`], opinion: `属实${script}` });
  const id = await journey.noticed();
  app.at('2026-11-10T02:31:00Z');
  shown.noticesPage = (await opened(app, 'noticesPage', { query: { division: ['530102'] } })).body;
  const page = await opened(app, 'noticePage', { params: { id } });
  shown.noticePage = page.body;
  const requestKey = /name="requestKey" value="([^"]+)"/.exec(page.body)?.[1] as string;
  const said = {
    requestKey,
    signed: 'named',
    reason: `门面出租每月收钱${script}`,
    name: `周${script}`,
    contact: `厂${script}`,
  };
  shown.mistyped = (await sent(app, 'objectionPage', { id }, { ...said, mail: script })).body;
  shown.objectionPage = (await sent(app, 'objectionPage', { id }, { ...said, mail: 'neighbour@example.cn' })).body;
  await mailed(app);
  const receipt =
    /\/o\/([\w-]+)/.exec(shown.objectionPage)?.[1] ??
    /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(shown.objectionPage)?.[0];
  shown.receiptPage = (await opened(app, 'receiptPage', { params: { receipt: receipt as string } })).body;
  await journey.noticeClosed();
  const link = await journey.requested();
  shown.approvalPage = (await opened(app, 'approvalPage', { params: { nonce: link.nonce } })).body;
  const entry = { decision: 'approve', opinion: `同意${script}` };
  shown.wrongCode = (await sent(app, 'decideByLink', { nonce: link.nonce }, { ...entry, code: '000000' })).body;
  shown.decided = (await journey.decided(link, entry)).body;
  await journey.registered();
  const plan = {
    ...examplePlan,
    assistingOrganization: `街道${script}`,
    measures: [`培训${script}`],
    remarks: `每季${script}`,
  };
  const toSign = await journey.planned(plan);
  shown.planPage = (await opened(app, 'planPage', { params: { nonce: toSign.nonce } })).body;
  shown.wrongName = (
    await sent(app, 'signPlan', { nonce: toSign.nonce }, { code: toSign.code, name: script, agree: 'yes' })
  ).body;
  await journey.signed(toSign, form().worker.name);
  await journey.exitWanted('difficultyOver', `收入高了${script}`);
  shown.exitPage = (
    await opened(app, 'approvalPage', { params: { nonce: (await journey.requested('2026-11-24T02:00:00Z')).nonce } })
  ).body;
  return () => void vi.restoreAllMocks();
}, 60_000);

describe('一户处处写成脚本、公式的，从填的地方走到每一页、每一封信、每一份打印', () => {
  it('网页：都只显示为字，没有多出一个标签', () => {
    for (const [name, body] of Object.entries(shown)) {
      const tags = parse(body).map(({ tag }) => tag);
      expect(
        tags.filter((tag) => tag === 'script' || tag === 'img'),
        name,
      ).toEqual([]);
    }
    for (const name of ['noticePage', 'approvalPage', 'planPage', 'mistyped', 'wrongCode', 'wrongName']) {
      expect(shown[name], name).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    }
  });

  it('信：标题一行，正文里都只是字', async () => {
    expect(app.relay.sent.length).toBeGreaterThanOrEqual(6);
    for (const { subject, html } of app.relay.sent) {
      expect(subject).not.toMatch(/[\r\n<]/);
      const tags = parse(html).map(({ tag }) => tag);
      expect(
        tags.filter((tag) => tag === 'script' || tag === 'img'),
        subject,
      ).toEqual([]);
    }
  });

  it('打印：照写的印，一个字不少', async () => {
    await issueCards(app, journey.id, printer);
    const { documents } = await journey.state();
    const printed = documents.map(({ key }) =>
      plainText(app.s3.objects.get(key)?.body as Uint8Array).replace(/\s/g, ''),
    );
    expect(printed).toHaveLength(4);
    expect(printed.join('')).toContain(`培训${script}`.replace(/\s/g, ''));
  });

  it('接口：照写的存、照写的答', async () => {
    const { body } = await ask(app, 'getDossier', { as: people.surveyor, params: { id: journey.id } });
    expect(JSON.parse(body).plan.content.measures).toEqual([`培训${script}`]);
  });
});

describe('看不见的、使字倒过来的、太长的，收的时候就指明是哪一栏', () => {
  it.each(Object.entries(unseen))('%s', async (_, text) => {
    const as = people.registrar;
    const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
    const { worker, ...rest } = form();
    const headers = { 'if-match': '"1"' };
    const asked: [string, Ask & { operation: Parameters<typeof ask>[1] }][] = [
      [
        '/worker/employer',
        {
          operation: 'saveForm',
          as,
          params: { id },
          headers,
          body: { ...rest, worker: { ...worker, employer: text } },
        },
      ],
      [
        '/assistingOrganization',
        {
          operation: 'makePlan',
          as,
          params: { id: journey.id },
          body: { ...examplePlan, assistingOrganization: text },
        },
      ],
      ['/name', { operation: 'putUnion', as: people.administrator, body: { orgPath: county, name: text } }],
    ];
    for (const [pointer, { operation, ...call }] of asked) {
      const answer = await ask(app, operation, call);
      expect(answer.statusCode, `${operation} ${answer.body}`).toBe(400);
      expect(JSON.parse(answer.body).faults).toContainEqual(expect.objectContaining({ pointer }));
      expect(answer.body.length).toBeLessThan(2000);
    }
  });
});
