import { beforeEach, describe, expect, it } from 'vitest';
import { household } from '../../test/support/household.ts';
import { ask, Journey, mailed, putApprover, putPeople } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';

let app: MemoryApp;
let journey: Journey;

beforeEach(async () => {
  app = memoryApp();
  await putPeople(app);
  journey = new Journey(app);
  await journey.untilApproval(household(3));
});

const approverNow = async () => (await journey.state()).matter.approval?.approver;
/** From Monday to Friday, and the dossier is put before the approver on that Monday. */
const away = (by: string) => ({ standIn: { by, from: '2026-11-16', to: '2026-11-20' } });
const deputy = { name: '副手', post: '五华区总工会副主席', roles: ['approver', 'reviewer'] };

describe('审批人离任', () => {
  it('链接停用，打不开也办不了，什么也没有记下；不再给他发信', async () => {
    const link = await journey.requested();
    await putApprover(app, { active: false });
    const { version } = await journey.state();
    const page = await ask(app, 'approvalPage', { params: { nonce: link.nonce } });
    expect(page.statusCode).toBe(410);
    expect(page.body).toContain('链接已停用');
    const decided = await journey.decided(link);
    expect(decided.statusCode).toBe(410);
    expect((await journey.state()).version).toBe(version);
    const resent = await journey.resent();
    expect(JSON.parse(resent.body)).toMatchObject({ code: 1302, detail: expect.stringContaining('已经离任') });
    expect(await mailed(app)).toEqual([]);
  });

  it('信还没有发出他就离任了，那封信不发', async () => {
    app.at('2026-11-16T01:00:00Z');
    await journey.approvalStep();
    await putApprover(app, { active: false });
    expect(await mailed(app)).toEqual([]);
  });

  it('期限一到，由同一级的别人办，没有别人的由上一级办', async () => {
    await journey.requested();
    await putApprover(app, { active: false });
    app.at('2026-11-24T01:00:00Z');
    await journey.approvalStep(1);
    expect(await approverNow()).toBe('approver-city');
    await putApprover(app, deputy, 'deputy');
    await putApprover(app, { orgPath: '530000/530100', active: false }, 'approver-city');
    await putApprover(app, { ...deputy, orgPath: '530000/530100' }, 'deputy-city');
    app.at('2026-12-02T01:00:00Z');
    await journey.approvalStep(2);
    expect(await approverNow()).toBe('deputy-city');
  });

  it('已经作出的决定照样看得到', async () => {
    const link = await journey.requested();
    await journey.decided(link);
    await putApprover(app, { active: false });
    expect((await ask(app, 'approvalPage', { params: { nonce: link.nonce } })).body).toContain('陈明');
  });
});

describe('代办', () => {
  beforeEach(() => putApprover(app, deputy, 'z-deputy'));

  it('在那些天里送审的，给代办的人', async () => {
    await putApprover(app, away('z-deputy'));
    await journey.requested();
    expect(await approverNow()).toBe('z-deputy');
  });

  it.each(['2026-11-15T02:00:00Z', '2026-11-21T02:00:00Z'])('不在那些天里的（%s），给本人', async (at) => {
    await putApprover(app, away('z-deputy'));
    await journey.requested(at);
    expect(await approverNow()).toBe('approver-county');
  });

  it('代办的人登记或调查过这一户的，不由他办，送上一级', async () => {
    await putApprover(app, { roles: ['surveyor', 'approver'] }, 'surveyor-1');
    await putApprover(app, { ...deputy, active: false }, 'z-deputy');
    await putApprover(app, away('surveyor-1'));
    await journey.requested();
    expect(await approverNow()).toBe('approver-city');
  });

  it('代办的人自己也不在的，送上一级', async () => {
    await putApprover(app, { ...deputy, ...away('approver-city') }, 'z-deputy');
    await putApprover(app, away('z-deputy'));
    await putApprover(app, { orgPath: '530000/530100' }, 'approver-city');
    await journey.requested();
    expect(await approverNow()).toBe('approver-city');
  });

  const withLevels = async (): Promise<void> => {
    const levels = [
      { unionLevel: 'county', workingDays: 5 },
      { unionLevel: 'municipal', workingDays: 5 },
    ] as const;
    const { profile } = app;
    app = memoryApp({ profile: { ...profile, approval: { ...profile.approval, levels: [...levels] } } });
    await putPeople(app);
    journey = new Journey(app);
    await journey.untilApproval(household(4));
  };
  const city = '530000/530100';

  it('代办的人已经在下一级批过这一户的，不再代上一级批', async () => {
    await withLevels();
    await journey.decided(await journey.requested());
    // Since then they work in the city, whose own approver is away.
    await putApprover(app, { orgPath: city });
    await putApprover(app, { orgPath: city, ...away('approver-county') }, 'approver-city');
    await putApprover(app, { orgPath: city }, 'second-city');
    await journey.approvalStep();
    expect(await approverNow()).toBe('second-city');
    expect((await journey.state()).matter.approval).toMatchObject({ level: 2, last: true });
  });

  it('代办的人在上级工会的，办的算到他那一级，不再另问', async () => {
    await withLevels();
    await putApprover(app, away('approver-city'));
    const link = await journey.requested();
    expect((await journey.state()).matter.approval).toMatchObject({ approver: 'approver-city', level: 2, last: true });
    await journey.decided(link);
    expect((await journey.state()).matter.stage).toBe('conclusion');
  });
});
