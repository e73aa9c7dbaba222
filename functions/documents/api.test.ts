import type { Context } from 'aws-lambda';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { acceptedKey } from '../../shared/attachments/upload.ts';
import { newId } from '../../shared/registry/ids.ts';
import { apiEvent, type SignedIn } from '../../test/support/api-event.ts';
import { holdAnswer } from '../../test/support/hold-answer.ts';
import { household } from '../../test/support/household.ts';
import { Journey, people } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lambda } from './api.ts';
import { issueCards } from './issue.ts';
import { printer } from './print/testing/printing.ts';
import { toSignedPlan } from './testing/household.ts';

const app = memoryApp();
const handler = lambda(app);
const clerk = people.registrar;
let id = '';
let attachment = '';

async function get(kind: string, user: SignedIn = clerk, dossier = id) {
  const event = apiEvent({
    method: 'GET',
    resource: '/v1/dossiers/{id}/documents/{kind}',
    params: { id: dossier, kind },
    as: user,
  });
  const answer = await handler(event, {} as Context);
  holdAnswer(event.httpMethod, event.path, answer);
  const { statusCode, body } = answer;
  return { status: statusCode, body: JSON.parse(body) as Record<string, string> };
}

function fileNameOf(url: URL): string {
  const [, encoded = ''] = (url.searchParams.get('response-content-disposition') ?? '').split("filename*=UTF-8''");
  return decodeURIComponent(encoded);
}

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const beforeSigning = async (journey: Journey) => {
    attachment = await journey.attached('诊断证明复印件', '王建国诊断书');
  };
  ({ id } = await toSignedPlan(app, { beforeSigning }));
});

describe('读取联系卡和档案表', () => {
  test('还没有印出的，说还没有生成', async () => {
    expect(await get('workerCard')).toMatchObject({ status: 404, body: { code: 1401 } });
  });

  test('没有这一种的，也说没有', async () => {
    for (const kind of ['constructor', 'attachment-', 'attachment-constructor', '../../other', '']) {
      expect(await get(kind)).toMatchObject({ status: 404, body: { code: 1401 } });
    }
  });

  test('印出后得到五分钟的下载地址，文件名里没有姓名', async () => {
    await issueCards(app, id, printer);
    // An address counts from the machine's own time: it is signed by the SDK.
    const asked = Date.now();
    app.at(new Date(asked));
    const { status, body } = await get('workerCard');
    expect(status).toBe(200);
    const url = new URL(body.url ?? '');
    expect(url.pathname).toBe(`/printed/${id}/workerCard-1.pdf`);
    expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
    expect([...url.searchParams.keys()].filter((name) => name.includes('checksum'))).toEqual([]);
    expect(fileNameOf(url)).toBe('530102202600001-联系卡（困难职工存）.pdf');
    const disposition = url.searchParams.get('response-content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=/);
    const valid = Date.parse(body.expiresAt ?? '') - asked;
    expect(valid).toBeGreaterThanOrEqual(300_000);
    expect(valid).toBeLessThan(310_000);
  });

  test.each([
    ['workerCard', 'application/pdf'],
    ['attachment', 'image/jpeg'],
  ])('%s 的地址不与接口同源，类型、另存、不缓存都签在里面，没有别的', async (kind, contentType) => {
    const { body } = await get(kind === 'attachment' ? `attachment-${attachment}` : kind);
    const url = new URL(body.url ?? '');
    // S3 itself, under the bucket's own name: nothing of the interface or of the workbench is on that origin.
    expect(url.protocol).toBe('https:');
    expect(url.host).toMatch(/^[\w-]+\.s3\.[\w-]+\.amazonaws\.com(\.cn)?$/);
    // All that S3 lets a signed address say of its answer and that we use; X-Content-Type-Options is not among it.
    const said = [...url.searchParams].filter(([name]) => !name.startsWith('X-Amz-') && name !== 'x-id');
    expect(Object.fromEntries(said)).toEqual({
      'response-cache-control': 'private, no-store',
      'response-content-disposition': expect.stringMatching(/^attachment; /),
      'response-content-type': contentType,
    });
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host');
  });

  test('收下的附件同样读取，文件名不说是什么病历', async () => {
    const { status, body } = await get(`attachment-${attachment}`);
    expect(status).toBe(200);
    const url = new URL(body.url ?? '');
    expect(url.pathname).toBe(`/${acceptedKey(id, attachment)}`);
    expect(fileNameOf(url)).toBe('530102202600001-附件1.jpg');
  });

  test('外县的人、没有角色的人、别的户都读不到', async () => {
    expect(await get('workerCard', { ...clerk, orgPath: '530000/530100/530103' })).toMatchObject({
      status: 404,
      body: { code: 1304 },
    });
    expect(await get('workerCard', { ...clerk, roles: 'administrator' })).toMatchObject({
      status: 403,
      body: { code: 1502 },
    });
    expect(await get('workerCard', clerk, newId())).toMatchObject({ status: 404, body: { code: 1304 } });
  });

  test('别的户的附件读不到', async () => {
    const other = new Journey(app);
    await other.submitted(household(2));
    expect(await get(`attachment-${attachment}`, clerk, other.id)).toMatchObject({ status: 404, body: { code: 1401 } });
  });
});
