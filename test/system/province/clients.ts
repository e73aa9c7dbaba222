import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { beginSignIn, finishSignIn, Refused, WebClient } from '../../../docs/examples/web-client.ts';
import { allAgree } from '../../../shared/consent/consents.fixture.ts';
import type { DraftForm } from '../../../shared/form/form.ts';
import { toOpen } from '../../../tools/clouds.ts';
import { registrar } from '../../support/province.ts';
import { signInAs } from '../../support/sign-in.ts';
import { province } from './province.ts';

const unit = '530000/530100/530102/U0001';
const form = JSON.parse(readFileSync('docs/examples/form.json', 'utf8')) as { worker: object };
const pdf = 'samples/attachments/application.pdf';

/** As docs/clients.md says it: to the provider's page, there as somebody of the staff, and back with a code. */
async function webClient(): Promise<WebClient> {
  const { api, issuer } = province.addresses;
  const settings = { issuer, clientId: 'workbench', redirectUri: 'http://127.0.0.1:4173/callback' };
  const { url, remembered } = await beginSignIn(settings);
  const address = await signInAs(registrar, url, settings.redirectUri);
  return new WebClient(api, await finishSignIn(settings, remembered, address));
}

test('文档里的网页客户端：登录、存表、传附件、提交，档案进入入户调查', async () => {
  const client = await webClient();
  const draft = await client.createDraft(unit);
  const saved = await client.saveForm(draft.id, draft.version, form);
  expect(saved.faults).toEqual([]);
  const content = new Blob([readFileSync(pdf)], { type: 'application/pdf' });
  const attachment = await client.uploadAttachment(draft.id, { kind: '个人困难申请', name: '申请', content });
  await province.system.atRest();
  expect((await client.read(draft.id)).attachments).toMatchObject([{ id: attachment, state: 'accepted' }]);

  expect(await client.submit(draft.id, saved.form, allAgree(form as DraftForm))).toMatchObject({
    status: 'submitted',
    run: 1,
  });
  await province.system.atRest();
  expect(await client.read(draft.id)).toMatchObject({ status: 'surveying', statusTitle: '入户调查' });
});

test('npm start 打印的每个地址、首页上的每个链接，打开都有东西', async () => {
  const { addresses } = province;
  const home = await (await fetch(`${addresses.local}/_local/`)).text();
  const linked = [...home.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => new URL(href, addresses.local).href);
  expect(linked.length).toBeGreaterThan(8);
  const all = [...toOpen(addresses).map(([, url]) => url), ...linked, addresses.local];
  for (const url of new Set(all)) {
    const response = await fetch(url);
    expect(`${response.status} ${url}`).toBe(`200 ${url}`);
    expect((await response.text()).length).toBeGreaterThan(1);
  }
});

test('客户端拿到的错误是一句中文，每一项有自己的指针；草稿里有错照样存下', async () => {
  const client = await webClient();
  const draft = await client.createDraft(unit);
  const wrong = { ...form, worker: { ...form.worker, idNumber: '530102197403120424', mobile: '1380013' } };
  const saved = await client.saveForm(draft.id, draft.version, wrong);
  expect(saved.faults.map(({ pointer }) => pointer)).toEqual(
    expect.arrayContaining(['/worker/idNumber', '/worker/mobile']),
  );

  const refused = (await client
    .submit(draft.id, saved.form, allAgree(form as DraftForm))
    .catch((error: unknown) => error)) as Refused;
  expect(refused).toBeInstanceOf(Refused);
  expect(refused.message).toMatch(/[一-鿿]。$/);
  expect(refused.problem).toMatchObject({ status: 422, code: 1100, faults: saved.faults });

  const stale = client.saveForm(draft.id, draft.version, form);
  await expect(stale).rejects.toMatchObject({ problem: { status: 412, code: 1301 } });
});

test('配置了来源的网页可以跨域调用，别处的网页不行', async () => {
  const ask = async (origin: string) =>
    fetch(new URL('/v1/dossiers', province.addresses.api), {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key',
      },
    });
  const allowed = await ask('https://work.jdlk.example.cn');
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://work.jdlk.example.cn');
  const foreign = await ask('https://elsewhere.example.com');
  expect(foreign.headers.get('access-control-allow-origin')).not.toBe('https://elsewhere.example.com');
});

test('选项表不用登录；下拉框照它的次序，没有变的不再传一遍', async () => {
  const address = `${province.addresses.api}/v1/code-lists`;
  const first = await fetch(address, { headers: { origin: 'https://elsewhere.example.com' } });
  expect(first.status).toBe(200);
  expect(first.headers.get('access-control-allow-origin')).toBe('*');
  const { lists } = (await first.json()) as {
    lists: { name: string; generations: { generation: string; words: { word: string }[] }[] }[];
  };
  const housing = lists
    .find(({ name }) => name === 'housingType')
    ?.generations.find((each) => each.generation === '2020');
  expect(housing?.words.map(({ word }) => word).slice(0, 3)).toEqual(['自建房', '商品房', '经济适用房']);
  const again = await fetch(address, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});

test('npm start 给的令牌，时钟前进五天还能用；一小时的那种过期了，回答里说过期', async () => {
  const token = async (more: object) => {
    const body = JSON.stringify({ as: registrar, ...more });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    return ((await (await fetch(`${province.addresses.local}/_local/token`, init)).json()) as { access_token: string })
      .access_token;
  };
  const [lasting, ordinary] = [await token({ lifetime: 'P1Y' }), await token({})];
  const fiveDays = Date.parse(await province.system.now()) + 5 * 24 * 3600_000;
  await province.system.leapTo(new Date(fiveDays).toISOString());
  const list = (bearer: string) =>
    fetch(`${province.addresses.api}/v1/dossiers?org=${unit}`, { headers: { authorization: `Bearer ${bearer}` } });
  expect((await list(lasting)).status).toBe(200);
  const refused = await list(ordinary);
  expect(refused.status).toBe(401);
  expect(await refused.text()).toContain('登录已过期');
});
