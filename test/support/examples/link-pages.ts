import { type Journey, linkIn, mailed, people, posted, putApprover, step, told, wrongCode } from '../journey.ts';
import type { MemoryApp, SentMail } from '../memory/app.ts';
import { aside, opened, pageOf, sent } from './asked.ts';

type Link = Awaited<ReturnType<Journey['requested']>>;

const longOpinion = '这家人在城东有一处门面出租，每月都收租金，邻居都知道。'.repeat(18);

/** What an approver sees who has not decided, and in every way in which the link can fail them. All of it is undone. */
export async function approvalPages(app: MemoryApp, journey: Journey, link: Link) {
  const { nonce, code } = link;
  const open = (given = nonce) => opened(app, 'approvalPage', { params: { nonce: given } });
  const decide = (fields: Record<string, string>) => sent(app, 'decideByLink', { nonce }, fields);
  const mistyped = { decision: 'return', opinion: longOpinion, code: wrongCode(code) };
  return {
    approval: await open(),
    ...(await perusalPages(app, link)),
    'approval-refused': await decide({ decision: 'reject', opinion: '', code: '' }),
    'approval-wrong-code': await aside(app, () => decide(mistyped)),
    'approval-not-found': await open('x'),
    'approval-locked': await aside(app, async () => {
      for (let n = 1; n <= 5; n++) await decide({ ...mistyped, code: wrongCode(code, n) });
      return open();
    }),
    'approval-expired': await aside(app, () => {
      app.at('2026-11-24T00:00:00Z');
      return open();
    }),
    'approval-superseded': await aside(app, async () => {
      app.at('2026-11-16T03:00:00Z');
      await journey.resent();
      await mailed(app);
      return open();
    }),
    'approval-departed': await aside(app, async () => {
      await putApprover(app, { active: false });
      return open();
    }),
    'decision-already': await aside(app, async () => {
      await decide({ decision: 'return', opinion: '请补收入证明。', code });
      return open();
    }),
  };
}

/** 细看, before the code, with a wrong one, and with the right one. All of it is undone. */
function perusalPages(app: MemoryApp, { nonce }: Link) {
  const open = (headers: Record<string, string> = {}) => opened(app, 'perusalPage', { params: { nonce }, headers });
  return aside(app, async () => {
    const { profile } = app;
    const without = { 'perusal-no-gateway': await open() };
    app.profile = { ...profile, mail: { ...profile.mail, messages: 'withoutMail' } };
    await putApprover(app, { telephone: '13900000009' });
    const offered = await open();
    const begun = await sent(app, 'openPerusal', { nonce }, {});
    await mailed(app);
    const cookie = begun.headers['Set-Cookie']?.split(';')[0] ?? '';
    const code = /(\d{3}) (\d{3})/.exec(app.messenger.sent.at(-1)?.text ?? '');
    const type = (typed: string) => posted(app, 'openPerusal', { nonce }, { code: typed }, { cookie });
    const right = `${code?.[1]}${code?.[2]}`;
    const pages = {
      ...without,
      'perusal-offered': offered,
      'perusal-asked': begun,
      'perusal-wrong-code': pageOf(await type(wrongCode(right))),
      perusal: pageOf(await type(right)),
    };
    app.profile = profile;
    return pages;
  });
}

/** What a worker sees who has not signed; all of it is undone. */
export async function planPages(app: MemoryApp, { nonce, code }: Link, name: string) {
  const open = () => opened(app, 'planPage', { params: { nonce } });
  const mistyped = (n = 1) => sent(app, 'signPlan', { nonce }, { name, agree: 'yes', code: wrongCode(code, n) });
  return {
    plan: await open(),
    'plan-wrong-code': await aside(app, () => mistyped()),
    'plan-declined': await aside(app, async () => {
      await sent(app, 'signPlan', { nonce }, { name, agree: 'no', reason: '想学家政，不想学缝纫', code });
      return open();
    }),
    'plan-locked': await aside(app, async () => {
      for (let n = 1; n <= 5; n++) await mistyped(n);
      return open();
    }),
    'plan-expired': await aside(app, () => {
      app.at('2026-12-30T00:00:00Z');
      return open();
    }),
  };
}

/** What the approver of an exit sees who refuses it: a household on file is reviewed, and its registrar lets it go. */
export async function exitPages(app: MemoryApp, journey: Journey) {
  app.at('2026-12-24T00:30:00Z');
  await step(app, 'sweep', {});
  await journey.exitProposed('difficultyOver');
  const link = linkIn((await mailed(app)).at(-1) as SentMail);
  return {
    'approval-exit': await opened(app, 'approvalPage', { params: { nonce: link.nonce } }),
    'decision-exit-refused': pageOf(await journey.decided(link, { decision: 'reject', opinion: '收入证明不足。' })),
  };
}

/** What a worker sees of their own file: before the code, with it, and when a correction was asked. All of it is undone. */
export function ownPages(app: MemoryApp, { id }: Journey) {
  return aside(app, async () => {
    const { url, code } = await told<{ url: string; code: string }>(app, 'showOwn', {
      as: people.registrar,
      params: { id },
      body: {},
    });
    const nonce = url.split('/').at(-1) as string;
    const open = (fields: Record<string, string>) => sent(app, 'openOwn', { nonce }, { code, ...fields });
    return {
      'own-code': await opened(app, 'ownPage', { params: { nonce } }),
      'own-wrong-code': await open({ code: wrongCode(code) }),
      own: await open({}),
      'own-asked': await open({ statement: '家里是四口人，去年添了一个孩子。' }),
      'own-refused': await open({ statement: longOpinion.repeat(3) }),
    };
  });
}
