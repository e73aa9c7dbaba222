import { isDark } from '../../../shared/dossier/disposal-state.ts';
import { isOver } from '../../../shared/dossier/life.ts';
import { statusOf } from '../../../shared/dossier/status.ts';
import type { Checks } from '../checks.ts';
import type { World } from '../world.ts';
import { attempt, mustFail, nextOfficeHour, sleepHours, sleepMinutes } from './person.ts';
import { type Caller, callerOf, deedOf, ofNobodyElse, opened } from './session.ts';

/**
 * 看自己的档案: a worker whose mailbox somebody has verified reads what is on file of them, and asks for something; one whose
 * mailbox nobody has verified, or does no more, is shown nothing.
 */
export async function ownersRead(world: World, checks: Checks): Promise<void> {
  const chance = world.chance('owners');
  for (;;) {
    await sleepHours(24 * chance.between(12, 40));
    await nextOfficeHour(world, chance);
    const homes = world.homes.filter(({ id, hasMail }) => id !== undefined && hasMail);
    if (world.calm || homes.length === 0) continue;
    const verified = homes.filter(({ id }) => isVerified(checks, id as string));
    const home = chance.one(verified.length > 0 && chance.happens(0.6) ? verified : homes);
    const caller = callerOf(world, chance, home);
    const isOnFile = checks.stateOf(home.id as string)?.standing === 'onFile';
    if (!isVerified(checks, home.id as string) && isOnFile && chance.happens(0.7)) await isSeen(caller);
    await readsOwn(caller, checks);
  }
}

const isVerified = (checks: Checks, id: string): boolean => {
  const state = checks.stateOf(id);
  return state !== undefined && state.ownContact !== null && !isOver(state);
};

/** Of the same quarter of an hour one reading is written down. */
const WINDOW_MS = 15 * 60_000;

/** Whether it is written down that it was opened by a code just now. */
const isWritten = (world: World, id: string): boolean =>
  world.ground.app.dynamoDb
    .lyingUnder<{ kind: string; at: string }>(`R#${id}`)
    .some(({ kind, at }) => kind === 'ownByCode' && Date.parse(world.now()) - Date.parse(at) < WINDOW_MS);

/** They come to the office, show their ID card and say that the mailbox is theirs. */
async function isSeen({ world, home }: Caller): Promise<void> {
  const as = world.visitors.as(home.registrar);
  const body = { by: 'mail', address: home.workerMail, idSeen: true } as const;
  const params = { id: home.id as string };
  const verify = () => as.call('verifyContact', { params, body });
  await attempt(world, { who: home.registrar, what: '核验联系方式', home }, verify);
  await sleepMinutes(10);
}

async function readsOwn(caller: Caller, checks: Checks): Promise<void> {
  const { world, chance, home, as } = caller;
  const id = home.id as string;
  const session = await opened(caller, { mail: home.workerMail });
  if (session === undefined) return;
  const params = { session, id };
  const known = () => [isVerified(checks, id), checks.stateOf(id)?.version].join();
  await attempt(world, deedOf(caller, '看我的档案有哪些'), async () => {
    const before = known();
    const { files } = (await as.call('listOwnApplications', { params: { session } })).body;
    ofNobodyElse(caller, files);
    const strange = files.find((each) => world.homeOf(each.id)?.workerMail !== home.workerMail);
    if (strange) world.fail(`第 ${home.n} 户看到了别人的档案 ${strange.id}`);
    const is = files.some((each) => each.id === id);
    if (known() === before && is !== isVerified(checks, id))
      world.fail(`第 ${home.n} 户的档案 ${is ? '没有核验过而列出' : '核验过而没有列出'}`, id);
  });
  const other = chance.one(world.homes).id;
  if (other !== undefined && world.homeOf(other)?.workerMail !== home.workerMail) {
    const look = () => as.call('getOwnFile', { params: { session, id: other } });
    await mustFail(world, deedOf(caller, '看别人的档案'), look, [1363]);
  }
  const before = known();
  if (!isVerified(checks, id)) {
    await attempt(world, deedOf(caller, '看自己的档案'), async () => {
      await as.call('getOwnFile', { params });
      if (known() === before) world.fail(`第 ${home.n} 户没有核验过，看到了档案`, id);
    });
    return;
  }
  await attempt(world, deedOf(caller, '看自己的档案'), async () => {
    const { body } = await as.call('getOwnFile', { params });
    if (known() !== before) return;
    ofNobodyElse(caller, body);
    const state = checks.stateOf(id);
    if (!state || isDark(state)) return;
    if (body.id !== id || body.status !== statusOf(state)) world.fail(`第 ${home.n} 户看到的是 ${body.status}`, id);
    const shown = JSON.stringify(body);
    for (const { idNumber } of [home.form.worker, ...home.form.members])
      if (idNumber && shown.includes(idNumber)) world.fail(`第 ${home.n} 户看到的身份证号没有遮`, id);
    if (!isWritten(world, id)) world.fail(`第 ${home.n} 户看了自己的档案，没有记下来`, id);
    const secret = Date.parse(world.now()) - 30 * 86_400_000;
    const auditors = world.staff.all().filter(({ roles }) => roles.join() === 'auditor');
    const told = body.readings.find(
      ({ by, at }) => Date.parse(at) > secret && auditors.some(({ name }) => by.includes(name)),
    );
    if (told) world.fail(`第 ${home.n} 户看到了 ${told.at} 抽查的人看过`, id);
  });
  if (!chance.happens(0.4)) return;
  const wish = chance.one(['correction', 'withdrawal'] as const);
  const body = { wish, statement: '家里添了一口人，请改。' };
  const ask = async () => (await as.call('requestOwnCorrection', { params, body })).body.correction;
  await attempt(world, deedOf(caller, '请求更正'), async () => {
    const [one, two] = [await ask(), await ask()];
    // What was answered in between is asked anew.
    if (one !== two && two !== one + 1) world.fail(`第 ${home.n} 户同样的话记成 ${one}、${two} 两件`, id);
  });
}
