import { registrars, saved, submitted } from './clerk.ts';
import { type Desk, doing, type Ways } from './desk.ts';
import { mustFail, nextOfficeHour, perhapsTwice, sleepMinutes } from './person.ts';

const paramsOf = ({ dossier }: Desk) => ({ id: dossier as string });

/** What a union does with what somebody has applied for: takes it over, asks, passes it on, or does not take it. */
export const applicationWays: Ways = {
  application: async (desk) => {
    const { world, chance, as } = desk;
    const params = paramsOf(desk);
    const isRead = await doing(desk, '看申请', () => reads(desk));
    if (!isRead) return;
    const weights = world.calm ? { takes: 1 } : { takes: 66, asks: 14, refuses: 8, forwards: 6, leaves: 6 };
    const habit = chance.weighted<'takes' | 'asks' | 'refuses' | 'forwards' | 'leaves'>(weights as never);
    if (habit === 'takes') return takesOver(desk);
    if (habit === 'asks') {
      const ask = () => as.call('askApplicant', { params, body: { text: '房子是租的吗？' } });
      return doing(desk, '询问申请人', perhapsTwice(chance, ask));
    }
    if (habit === 'refuses') {
      const reason = chance.one(['notReached', 'inPerson', 'notInEarnest', 'papersLacking', 'notOurs'] as const);
      const refuse = () => as.call('refuseApplication', { params, body: { reason, words: '请到工会来一趟。' } });
      return doing(desk, '不接收申请', perhapsTwice(chance, refuse));
    }
    if (habit === 'forwards') return passesOn(desk);
  },
  // Nobody below has done anything: whoever sees to it passes it on, or reminds them by telephone.
  overdueApplication: async (desk) => {
    if (!desk.world.calm && !desk.chance.happens(0.6)) return;
    return passesOn(desk);
  },
};

/** Somebody of the unions reads no ID number whole, and of another county nothing. */
async function reads(desk: Desk): Promise<void> {
  const { world, chance, as, who, home } = desk;
  const params = paramsOf(desk);
  const { body } = await as.call('getApplication', { params });
  const { worker, members } = home.form;
  for (const { idNumber } of [worker, ...members]) {
    if (idNumber && JSON.stringify(body).includes(idNumber)) world.fail(`${who} 看到了申请里的整个身份证号`, home.id);
  }
  const applied = world.applied.get(params.id);
  if (body.content.worker?.name !== worker.name || !applied?.isHandedIn)
    world.fail(`申请 ${params.id} 没有提交，或者不是那一户的`, home.id);
  if (!chance.happens(0.15)) return;
  const there = body.orgPath?.includes('530102') ? '530103' : '530102';
  const other = world.staff.get(`reviewer-${there}-1`);
  if (`${body.orgPath}/`.startsWith(`${other.orgPath}/`)) return;
  const peek = () => world.visitors.as(other.id).call('getApplication', { params });
  await mustFail(world, { who: other.id, what: '看别的县的申请', home }, peek, [1363]);
}

/** To a union that has a registrar; it may be there already. */
async function passesOn(desk: Desk): Promise<unknown> {
  const { world, chance, as, home } = desk;
  const near = Object.values(registrars).filter((each) => each.includes(home.county));
  const orgPath = chance.one(near.length === 0 || chance.happens(0.2) ? Object.values(registrars) : near);
  const there =
    world.merged.get(orgPath.split('/')[2] as string) === undefined ? orgPath : registrars['registrar-530102-1'];
  return doing(desk, '转给别的工会', () =>
    as.call('forwardApplication', { params: paramsOf(desk), body: { orgPath: there } }),
  );
}

/** It becomes a draft, which is filled in and handed in as any other. Whoever was not answered asks again another day. */
async function takesOver(desk: Desk): Promise<unknown> {
  const { world, chance, as, who, home } = desk;
  const params = paramsOf(desk);
  const take = async () => {
    const { form } = (await as.call('takeOverApplication', { params, body: {} })).body;
    const { body } = await as.call('getDossier', { params });
    if (form === 1 && body.form?.content.worker?.name !== home.form.worker.name)
      world.fail(`${params.id} 接收的档案表不是照申请填的`, params.id);
    // Whoever applied for another could not agree for them.
    const given = world.applied.get(params.id)?.given.at(-1) as { by?: string } | undefined;
    const agreed = body.consents.some(({ person, consent }) => person === '/worker' && consent?.way === 'online');
    if (form === 1 && agreed !== (given?.by === 'self'))
      world.fail(`${params.id} ${agreed ? '替人申请的，写着本人同意' : '本人同意过，没有写'}`, params.id);
  };
  for (let again = 0; ; again++) {
    if (await doing(desk, '接收申请', perhapsTwice(chance, take))) break;
    // Somebody else was faster, or it was withdrawn; or what was begun is gone on with.
    if (again === 3 || home.id !== params.id || home.registrar !== who) return;
    await nextOfficeHour(world, chance);
    // The draft is there: some fill it in themselves in place of going on with it.
    if (chance.happens(0.4)) break;
  }
  await sleepMinutes(chance.between(1, 60));
  await saved(world, home, home.form);
  return submitted(world, home, chance);
}
