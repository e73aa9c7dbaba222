import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { UnionLevel } from '../../shared/organisation/union-level.ts';
import { dossiers } from '../../shared/services/services.ts';
import { household } from '../../test/support/household.ts';
import {
  ask,
  county,
  Journey,
  linkIn,
  mailed,
  people,
  putApprover,
  putPeople,
  step,
  told,
} from '../../test/support/journey.ts';
import { memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { reviewedMonthly } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

beforeAll(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});

const city = '530000/530100';

/** A household off its notice, in a province with these levels. */
async function noticeOver(...levels: UnionLevel[]): Promise<Journey> {
  const approval = {
    ...reviewedMonthly.approval,
    levels: levels.map((unionLevel) => ({ unionLevel, workingDays: 5 })),
  };
  const app = memoryApp({ profile: { ...reviewedMonthly, approval } });
  await putPeople(app);
  const journey = new Journey(app);
  await journey.untilApproval(household(3));
  return journey;
}
const matterOf = async (journey: Journey) => (await journey.state()).matter;
/** The deadline of the request that stands passed in the night; answers what was sent the next morning. */
async function late(journey: Journey): Promise<SentMail[]> {
  const { approval } = await matterOf(journey);
  journey.app.at(new Date(Date.parse(approval?.deadline as string) + 10 * 3_600_000));
  await mailed(journey.app);
  await journey.approvalStep(approval?.request);
  return mailed(journey.app);
}
const asked = async (journey: Journey) => {
  const { approval } = await matterOf(journey);
  return [approval?.approver, approval?.level, approval?.last];
};
/** Who decided, one a decision, as the journal has it. */
const decisions = async ({ app, id }: Journey) =>
  (await dossiers(app).journal(id)).flatMap(({ action }) => (action.type === 'decide' ? [action.approver] : []));

describe('没有人在一件事项里决定两级', () => {
  it('两级各由自己的人决定', async () => {
    const journey = await noticeOver('county', 'municipal');
    await journey.decided(await journey.requested());
    expect(await matterOf(journey)).toMatchObject({
      stage: 'approval',
      deciders: [{ approver: 'approver-county', level: 1 }],
    });
    await journey.decided(await journey.requested());
    expect(await matterOf(journey)).toMatchObject({ stage: 'conclusion' });
    expect(await decisions(journey)).toEqual(['approver-county', 'approver-city']);
  });

  it('县级逾期，市级代为决定的算市级的：不再请他决定市级', async () => {
    const journey = await noticeOver('county', 'municipal');
    await journey.requested();
    const sent = await late(journey);
    expect(await asked(journey)).toEqual(['approver-city', 2, true]);
    expect(sent.map(({ to }) => to).sort()).toEqual(['approver-city@example.cn', 'approver-county@example.cn']);
    await journey.decided(linkIn(sent.find(({ to }) => to === 'approver-city@example.cn') as SentMail));
    expect(await matterOf(journey)).toMatchObject({ stage: 'conclusion' });
    expect(await decisions(journey)).toEqual(['approver-city']);
  });

  it('县级逾期，市级没有能办的，省级决定的算到省级：只决定一次', async () => {
    const journey = await noticeOver('county', 'municipal', 'provincial');
    await putApprover(journey.app, { orgPath: city, active: false }, 'approver-city');
    await journey.requested();
    const sent = await late(journey);
    expect(await asked(journey)).toEqual(['approver-province', 3, true]);
    await journey.decided(linkIn(sent.find(({ to }) => to === 'approver-province@example.cn') as SentMail));
    expect(await matterOf(journey)).toMatchObject({ stage: 'conclusion' });
  });

  it('县级决定了，市级逾期：转省级，不转回县级；还有上一级的，不惊动建档人', async () => {
    const journey = await noticeOver('county', 'municipal');
    await journey.decided(await journey.requested());
    await journey.approvalStep();
    expect((await late(journey)).map(({ to }) => to).sort()).toEqual([
      'approver-city@example.cn',
      'approver-province@example.cn',
    ]);
    expect(await asked(journey)).toEqual(['approver-province', 2, true]);
  });

  it('县级决定了，又在市级任职：市级由别人决定', async () => {
    const journey = await noticeOver('county', 'municipal');
    await journey.decided(await journey.requested());
    await putApprover(journey.app, { orgPath: city, active: false }, 'approver-city');
    await putApprover(journey.app, { orgPath: city });
    await journey.approvalStep();
    expect(await asked(journey)).toEqual(['approver-province', 2, true]);
  });
});

describe('退回又交上来的，还是这一件事项', () => {
  /** The county approved, the city sent it back, and all of it was done again: the next approval is the county's. */
  async function handedInAgain(): Promise<Journey> {
    const journey = await noticeOver('county', 'municipal');
    await journey.decided(await journey.requested());
    await journey.decided(await journey.requested(), { decision: 'return', opinion: '收入请再核实。' });
    journey.app.at('2026-11-17T02:00:00Z');
    await told(journey.app, 'submit', { as: people.registrar, params: { id: journey.id }, body: { form: 1 } });
    await journey.assessed();
    await journey.surveyed('2026-11-18T02:00:00Z', { surveyedOn: '2026-11-18' });
    await journey.noticed('2026-11-18T02:00:00Z');
    await journey.noticeClosed('2026-11-25T16:00:00Z');
    return journey;
  }

  it('决定过县级的，还可以决定县级', async () => {
    const journey = await handedInAgain();
    await journey.requested('2026-11-26T01:00:00Z');
    expect(await asked(journey)).toEqual(['approver-county', 1, false]);
  });

  /** Whoever decided for the county is the city's only approver now. */
  async function promoted({ app }: Journey): Promise<void> {
    await putApprover(app, { orgPath: city });
    await putApprover(app, { orgPath: city, active: false }, 'approver-city');
  }

  it('决定过县级，退回以后提拔到市里：县级由接任的人决定，市级另请别人', async () => {
    const journey = await handedInAgain();
    await promoted(journey);
    await putApprover(journey.app, {}, 'successor');
    const link = await journey.requested('2026-11-26T01:00:00Z');
    expect(await asked(journey)).toEqual(['successor', 1, false]);
    await journey.decided(link);
    await journey.approvalStep();
    expect(await asked(journey)).toEqual(['approver-province', 2, true]);
  });

  it('县里没有接任的人，也不由提拔了的代县级决定到市级', async () => {
    const journey = await handedInAgain();
    await promoted(journey);
    await journey.requested('2026-11-26T01:00:00Z');
    expect(await asked(journey)).toEqual(['approver-province', 2, true]);
  });

  it('替市级的人代办的，也不能是决定过县级的', async () => {
    const journey = await handedInAgain();
    await promoted(journey);
    const standIn = { by: 'approver-county', from: '2026-11-20', to: '2026-12-20' };
    await putApprover(journey.app, { orgPath: city, standIn }, 'approver-city');
    await journey.requested('2026-11-26T01:00:00Z');
    expect(await asked(journey)).toEqual(['approver-province', 2, true]);
  });
});

describe('上一级的，不由下级工会的人决定', () => {
  /** The county approved, and the city's approver is asked. */
  async function askedOfTheCity() {
    const journey = await noticeOver('county', 'municipal');
    await journey.decided(await journey.requested());
    // Somebody of the county who has decided nothing of it.
    await putApprover(journey.app, {}, 'a-colleague');
    return journey;
  }
  const toTheCounty = ({ app }: Journey) => putApprover(app, { orgPath: county }, 'approver-city');

  it('市级请了的人调到县里：链接停用，当即转请，不给县里的人', async () => {
    const journey = await askedOfTheCity();
    const link = await journey.requested();
    await toTheCounty(journey);
    const page = await ask(journey.app, 'approvalPage', { params: { nonce: link.nonce } });
    expect(page.body).toContain('链接已停用');
    expect((await journey.decided(link)).statusCode).toBe(410);
    await step(journey.app, 'pass-on', queueEvent({ person: 'approver-city' }));
    expect(await asked(journey)).toEqual(['approver-province', 2, true]);
    expect(await decisions(journey)).toEqual(['approver-county']);
  });

  it('市级逾期，请的人其间调到县里：转省级', async () => {
    const journey = await askedOfTheCity();
    await journey.requested();
    await toTheCounty(journey);
    await late(journey);
    expect(await asked(journey)).toEqual(['approver-province', 2, true]);
  });

  it('替市级代办的人其间调到县里：不由他代办', async () => {
    const journey = await askedOfTheCity();
    await putApprover(journey.app, { orgPath: city }, 'deputy');
    const standIn = { by: 'deputy', from: '2026-11-01', to: '2026-12-20' };
    await putApprover(journey.app, { orgPath: city, standIn }, 'approver-city');
    await putApprover(journey.app, {}, 'deputy');
    await journey.requested();
    expect(await asked(journey)).toEqual(['approver-province', 2, true]);
  });

  it('县级请了的人提拔到市里：手里的仍由他决定，市级另请别人', async () => {
    const journey = await noticeOver('county', 'municipal');
    const link = await journey.requested();
    await putApprover(journey.app, { orgPath: city });
    expect((await journey.decided(link)).statusCode).toBe(200);
    await journey.approvalStep();
    expect(await asked(journey)).toEqual(['approver-city', 2, true]);
  });
});

describe('该决定的一级原来没有人，请了上级的，其间有了人', () => {
  /** The county and the city have nobody when it is asked; the county has somebody by the time the province is hindered. */
  async function askedAbove(): Promise<Journey> {
    const journey = await noticeOver('county');
    await putApprover(journey.app, { active: false });
    await putApprover(journey.app, { orgPath: city, active: false }, 'approver-city');
    await journey.requested();
    expect(await asked(journey)).toEqual(['approver-province', 1, true]);
    await putApprover(journey.app, { orgPath: county }, 'z-county');
    return journey;
  }

  it('请的人离任：给该决定的一级，不停滞', async () => {
    const journey = await askedAbove();
    await putApprover(journey.app, { orgPath: '530000', active: false }, 'approver-province');
    await step(journey.app, 'pass-on', queueEvent({ person: 'approver-province' }));
    expect(await matterOf(journey)).toMatchObject({ stalled: null });
    expect(await asked(journey)).toEqual(['z-county', 1, true]);
    const sent = await mailed(journey.app);
    const link = linkIn(sent.find(({ to }) => to === 'z-county@example.cn') as SentMail);
    expect((await journey.decided(link)).statusCode).toBe(200);
  });

  it('请的人过了期限，不在而代办的人离任了：给该决定的一级，建档人得知没有往上转', async () => {
    const journey = await askedAbove();
    await putApprover(journey.app, { orgPath: '530000' }, 'deputy');
    const standIn = { by: 'deputy', from: '2026-11-01', to: '2027-01-31' };
    await putApprover(journey.app, { orgPath: '530000', standIn }, 'approver-province');
    await putApprover(journey.app, { orgPath: '530000', active: false }, 'deputy');
    const sent = await late(journey);
    expect(await asked(journey)).toEqual(['z-county', 1, true]);
    expect(sent.map(({ to }) => to).sort()).toEqual([
      'approver-province@example.cn',
      'registrar@example.cn',
      'z-county@example.cn',
    ]);
  });
});

describe('上面再没有人了', () => {
  const overdue = ({ to, text }: SentMail) => to === 'registrar@example.cn' && text.includes('审批');

  it('最上一级逾期：先请同一级的别人，再请原来的人；每逾期一次，建档人得知', async () => {
    const journey = await noticeOver('provincial');
    await putApprover(journey.app, { orgPath: '530000' }, 'second-province');
    await journey.requested();
    expect((await asked(journey))[0]).toBe('approver-province');
    const first = await late(journey);
    expect(await asked(journey)).toEqual(['second-province', 1, true]);
    expect(first.map(({ to }) => to)).toContain('second-province@example.cn');
    expect(first.filter(overdue)).toHaveLength(1);
    const second = await late(journey);
    expect(await asked(journey)).toEqual(['approver-province', 1, true]);
    expect(second.filter(overdue)).toHaveLength(1);
  });

  it('最上一级只有一位：再请他一次，前一个链接不再算数，建档人得知', async () => {
    const journey = await noticeOver('provincial');
    const before = await journey.requested();
    const sent = await late(journey);
    expect(await asked(journey)).toEqual(['approver-province', 1, true]);
    expect(sent.filter(overdue)).toHaveLength(1);
    expect((await journey.decided(before)).statusCode).toBe(410);
    const again = linkIn(sent.find(({ to }) => to === 'approver-province@example.cn') as SentMail);
    expect((await journey.decided(again)).statusCode).toBe(200);
    expect(await decisions(journey)).toEqual(['approver-province']);
  });

  it('同一级的别人接手，告诉原来那位的话不说“转上一级”', async () => {
    const journey = await noticeOver('provincial');
    await putApprover(journey.app, { orgPath: '530000' }, 'second-province');
    await journey.requested();
    const mail = (await late(journey)).find(({ to }) => to === 'approver-province@example.cn');
    expect(`${mail?.subject}${mail?.text}`).not.toContain('上一级');
    expect(mail?.text).toContain('链接已经失效');
  });

  it('期限过了而没有人能办的，送审失败并停滞，不记下没有人的送审', async () => {
    const journey = await noticeOver('provincial');
    await putApprover(journey.app, { orgPath: '530000', active: false }, 'approver-province');
    const { version } = await journey.state();
    await expect(journey.approvalStep()).rejects.toMatchObject({ code: 1306 });
    expect((await journey.state()).version).toBe(version);
  });
});
