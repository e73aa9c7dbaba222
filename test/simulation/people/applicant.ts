import { isDeepStrictEqual } from 'node:util';
import { exchangeOf } from '../../../shared/contract/exchanges.ts';
import type { AnswerOf, RequestOf } from '../../../shared/contract/types.ts';
import type { Applied, Home, World } from '../world.ts';
import { attempt, mustFail, nextOfficeHour, sleepHours, sleepMinutes, underOneKey } from './person.ts';
import { type Caller, callerOf, deedOf, ofNobodyElse, opened, wrongCode } from './session.ts';
import { uploaded } from './signing.ts';

type Content = RequestOf<'saveApplication'>['body'];
type Read = AnswerOf<'getOwnApplication'>;

/** The second application of a household has this number more. */
const ONCE_AGAIN = 2000;

/** In which application of theirs somebody is: what is asked of it, in a session. */
interface Applying extends Caller {
  session: string;
  id: string;
  applied: Applied;
}

const paramsOf = ({ session, id }: Applying) => ({ session, id });

/** As the household's own people would say it: for themselves, or somebody for them; some do not know their union. */
function contentOf({ home, chance }: Caller, orgPath: string): Content {
  const { worker, members, household } = home.form;
  const telephone = `139${chance.between(10_000_000, 99_999_999)}`;
  const isOwn = chance.happens(0.75);
  if (!isOwn) home.also.push(telephone);
  return {
    ...(isOwn ? { by: 'self' } : { by: 'other', helper: { name: '王大明', relation: '邻居', telephone } }),
    worker: {
      ...{ name: worker.name, idNumber: worker.idNumber, telephone: worker.mobile },
      ...{ employer: worker.employer, homeAddress: worker.homeAddress },
    },
    division: home.county,
    ...(chance.happens(0.7) ? { union: orgPath } : {}),
    ...{ people: household.householdSize, monthlyIncome: worker.monthlyIncome, othersIncome: 0 },
    members: members.map(({ name, relation, idNumber }) => ({ name, relation, idNumber })),
    ...{ situations: ['illness'], statement: '家里有人得了病，今年住院两次。' },
  };
}

/** What a hand that slips leaves out or writes: with it nothing is handed in. */
function mistaken(content: Content, { chance }: Caller): Content {
  const { worker = {}, ...others } = content;
  const { idNumber = '', name: _, ...nameless } = worker;
  return chance.one<Content>([
    { ...others, worker: { ...worker, idNumber: `${idNumber.slice(0, -1)}${idNumber.endsWith('1') ? '2' : '1'}` } },
    { ...others, worker: nameless },
    { ...content, people: undefined },
    { ...content, division: undefined, union: undefined },
    { ...content, situations: [], statement: undefined },
    { ...content, members: [{ name: '王·1', relation: '丈夫' }] },
  ]);
}

/**
 * Somebody in hardship applies on their telephone, well or badly, and looks how it goes. Answers whether anything came of
 * it: whom the union does not take over, and who gave it up, come to the office after all, or do not come.
 */
export async function applies(world: World, home: Home, orgPath: string): Promise<boolean> {
  const caller = callerOf(world, world.chance(`applicant ${home.n}`), home);
  const { chance } = caller;
  if (chance.happens(0.3)) await asksFirst(caller);
  const one = home.hasMail ? await begun(caller) : await begunInPresence(caller, orgPath);
  if (!one) return false;
  await fillsIn(one, contentOf(caller, orgPath));
  if (chance.happens(0.25)) await peeks(one);
  const gaveUp = chance.happens(0.12);
  // What is never handed in is forgotten in a month.
  if (gaveUp && chance.happens(0.5)) await withdraws(one);
  if (!gaveUp && (await handsIn(one))) {
    if (home.hasMail && chance.happens(0.15)) await appliesTwice(one, orgPath);
    await follows(one);
  }
  if (home.id !== undefined) return true;
  await sleepHours(24 * chance.between(1, 40));
  return home.id !== undefined || world.calm || chance.happens(0.5);
}

/** Some ask first what they may be entitled to, and look at the pages that are there for whoever has no account. */
async function asksFirst(caller: Caller): Promise<void> {
  const { world, as } = caller;
  const body = exchangeOf('selfCheck').example as RequestOf<'selfCheck'>['body'];
  await attempt(world, deedOf(caller, '自测'), () => as.call('selfCheck', { body }));
  for (const page of ['self-check', 'apply']) await world.visitors.page(`https://example.cn/${page}`);
}

/** The same household once more, by the same mailbox: to its union it is another until somebody has compared the two. */
async function appliesTwice(one: Applying, orgPath: string): Promise<void> {
  const { world, as, session } = one;
  const home = { ...one.home, n: one.home.n + ONCE_AGAIN, id: undefined };
  let id = '';
  const begin = async () => {
    ({ id } = (await as.call('startApplication', { params: { session }, body: {} })).body);
  };
  if (!(await attempt(world, deedOf(one, '再申请一次'), begin))) return;
  world.homes.push(home);
  const again = applying({ ...one, home }, session, id);
  await fillsIn(again, contentOf(again, orgPath));
  await handsIn(again);
}

/** On their own telephone; some begin more than one, and who begins five at once has three. */
async function begun(caller: Caller): Promise<Applying | undefined> {
  const { world, chance, home, as } = caller;
  for (let again = 0; again < 4; again++) {
    const session = await opened(caller, { mail: home.workerMail });
    if (session === undefined) {
      await nextOfficeHour(world, chance);
      continue;
    }
    const params = { session };
    const start = (key?: string) => as.call('startApplication', { params, body: {}, ...(key ? { key } : {}) });
    let id = '';
    const begin = async () => {
      ({ id } = await underOneKey(world, deedOf(caller, '开始申请'), start));
    };
    if (!(await attempt(world, deedOf(caller, '开始申请'), begin))) continue;
    const one = applying(caller, session, id);
    if (chance.happens(0.1)) {
      const more = await Promise.allSettled([start(), start(), start(), start()]);
      for (const each of more) if (each.status === 'fulfilled') applying(caller, session, each.value.body.id);
    }
    await attempt(world, deedOf(caller, '看我的申请'), async () => {
      const { applications } = (await as.call('listOwnApplications', { params })).body;
      ofNobodyElse(caller, applications);
      const open = applications.filter(({ standing }) => ['draft', 'received', 'asked'].includes(standing));
      if (open.length > 3) world.fail(`第 ${home.n} 户有 ${open.length} 件没有办完的申请`);
      const isHers = (each: string) => world.applied.get(each)?.home.workerMail === home.workerMail;
      const strange = applications.find((each) => !isHers(each.id) && world.applied.has(each.id));
      if (strange) world.fail(`第 ${home.n} 户看到了别人的申请 ${strange.id}`);
      if (!applications.some((each) => each.id === id)) world.fail(`第 ${home.n} 户看不到自己的申请 ${id}`);
    });
    return one;
  }
  return undefined;
}

/** Who has no mailbox sees a picture on the registrar's screen, and is told a code. */
async function begunInPresence(caller: Caller, orgPath: string): Promise<Applying | undefined> {
  const { world, home, as } = caller;
  const who = home.registrar;
  const shown: AnswerOf<'showApplication'>[] = [];
  await attempt(world, { who, what: '当面开始申请', home }, async () => {
    const { body } = await world.visitors.as(who).call('showApplication', { body: { orgPath } });
    applying(caller, '', body.id);
    shown.push(body);
  });
  const [found] = shown;
  if (!found) return undefined;
  const nonce = found.url.split('/').at(-1) as string;
  const open = (code: string) => as.call('openShownApplicant', { params: { session: nonce }, body: { code } });
  await mustFail(world, deedOf(caller, '填错当面的验证码'), () => open(wrongCode(found.code, 7)), [1605]);
  let session = '';
  const right = async () => {
    session = (await open(found.code)).body.session;
  };
  if (!(await attempt(world, deedOf(caller, '填当面的验证码'), right))) return undefined;
  const bare = () => as.call('listOwnApplications', { params: { session: nonce } });
  await mustFail(world, deedOf(caller, '凭屏上的二维码看'), bare, [1361]);
  return applying(caller, session, found.id);
}

function applying(caller: Caller, session: string, id: string): Applying {
  const { world, home } = caller;
  const known = world.applied.get(id);
  const applied = known ?? { home, given: [{}], papers: 0, isHandedIn: false, receipt: undefined };
  world.applied.set(id, applied);
  return { ...caller, session, id, applied };
}

/** What stands there is what they gave, and nothing else. */
async function looks(one: Applying): Promise<Read | undefined> {
  const { world, home, as, applied } = one;
  let read: Read | undefined;
  await attempt(world, deedOf(one, '看申请'), async () => {
    const { body } = await as.call('getOwnApplication', { params: paramsOf(one) });
    ofNobodyElse(one, body);
    // Who was given a picture in presence has their union there already.
    const { division: _, union: _too, ...plain } = body.content;
    const isGiven = applied.given.some((each) => {
      const { division: _, union: _too, ...given } = JSON.parse(JSON.stringify(each)) as Content;
      return isDeepStrictEqual(plain, given);
    });
    if (!isGiven) world.fail(`申请 ${one.id} 里写着没有填过的：${JSON.stringify(body.content)}`, home.id);
    if (body.papers.length > applied.papers)
      world.fail(`申请 ${one.id} 要过 ${applied.papers} 份材料，里面有 ${body.papers.length} 份`, home.id);
    read = body;
  });
  return read;
}

async function saves(one: Applying, content: Content): Promise<boolean> {
  const { world, as, applied } = one;
  applied.given.push(content);
  const isSaved = await attempt(world, deedOf(one, '保存申请'), async () => {
    const { version } = (await as.call('getOwnApplication', { params: paramsOf(one) })).body;
    await as.call('saveApplication', { params: paramsOf(one), body: content, version });
  });
  if (isSaved) applied.given = [content];
  return isSaved;
}

async function fillsIn(one: Applying, content: Content): Promise<void> {
  const { world, chance } = one;
  await sleepMinutes(chance.between(1, 30));
  if (chance.happens(0.3)) {
    await saves(one, mistaken(content, one));
    const read = await looks(one);
    if (read && read.missing.length === 0) world.fail(`申请 ${one.id} 填错了，没有说哪里`);
    if (read) await mustFail(world, deedOf(one, '填错了就提交'), async () => handIn(one, await agreement(one)), [1004]);
    await sleepMinutes(chance.between(1, 20));
  }
  await saves(one, content);
  for (let n = chance.one([0, 1, 1, 2]); n > 0; n--) await sends(one);
}

/** A paper: mostly a picture; some send what is none, or send nothing, or take it away again. */
async function sends(one: Applying): Promise<void> {
  const { world, chance, as, applied } = one;
  const habit = chance.weighted({ picture: 70, other: 12, nothing: 8, removed: 10 });
  await attempt(world, deedOf(one, '传材料'), async () => {
    const kind = chance.one(['诊断证明复印件', '收入证明', '其他'] as const);
    applied.papers++;
    const { paper } = (await as.call('addPaper', { params: paramsOf(one), body: { kind } })).body;
    const file = habit === 'other' ? Buffer.from('<script>alert(1)</script>') : undefined;
    if (habit !== 'nothing') await uploaded(world, one.id, paper, file);
    if (habit === 'removed') await as.call('removePaper', { params: { ...paramsOf(one), paper } });
  });
}

async function agreement(one: Applying): Promise<RequestOf<'handInApplication'>['body']> {
  const { disclosure } = (await one.as.call('getApplicationTerms', {})).body;
  return { disclosure: disclosure.version, digest: disclosure.digest, agreed: true, sensitive: true };
}

const handIn = (one: Applying, body: RequestOf<'handInApplication'>['body']) =>
  one.as.call('handInApplication', { params: paramsOf(one), body });

async function handsIn(one: Applying): Promise<boolean> {
  const { world, chance, applied } = one;
  await sleepMinutes(chance.between(1, 30));
  let wasTried = applied.isHandedIn;
  applied.isHandedIn = true;
  return attempt(world, deedOf(one, '提交申请'), async () => {
    const agreed = await agreement(one);
    // What was handed in unheard is answered as it was, whatever is said again.
    if (!wasTried && chance.happens(0.1)) {
      const stale = { ...agreed, digest: 'x'.repeat(64) };
      await mustFail(world, deedOf(one, '没有看过告知书就提交'), () => handIn(one, stale), [1004]);
    }
    wasTried = true;
    const { receipt } = (await handIn(one, agreed)).body;
    const again = chance.happens(0.2) ? (await handIn(one, agreed)).body.receipt : receipt;
    if (again !== receipt || ![receipt, undefined].includes(applied.receipt)) world.fail(`申请 ${one.id} 的回执有两个`);
    applied.receipt = receipt;
  });
}

async function withdraws(one: Applying): Promise<void> {
  const { world, as } = one;
  const body = { reason: '家里人不同意' };
  await attempt(world, deedOf(one, '撤回申请'), () => as.call('withdrawApplication', { params: paramsOf(one), body }));
}

const isUnderWay = ({ standing }: Pick<Read, 'standing'>): boolean => standing === 'received' || standing === 'asked';

/** When they are written to, and now and then without, they look how it goes; who is asked answers, or does not. */
async function follows(begun: Applying): Promise<void> {
  const { world, chance, home, as, applied } = begun;
  const told = () => world.mails(home.workerMail).filter(({ subject }) => subject.includes('新的进展')).length;
  let heard = told();
  for (let looked = 0; looked < 8; ) {
    await sleepHours(24 * chance.between(1, 4));
    await nextOfficeHour(world, chance);
    if (home.id !== undefined && (!home.hasMail || chance.happens(0.5))) return;
    if (!home.hasMail) {
      if (world.calm) return;
      continue;
    }
    const isTold = told() > heard;
    heard = told();
    if (!isTold && !world.calm && !chance.happens(0.15)) continue;
    looked++;
    const byReceipt = applied.receipt !== undefined && chance.happens(0.4);
    const session = await opened(begun, byReceipt ? { receipt: applied.receipt as string } : { mail: home.workerMail });
    if (session === undefined) continue;
    const one = { ...begun, session };
    const read = await looks(one);
    if (!read) continue;
    if (read.standing === 'asked' && (world.calm || chance.happens(0.8))) {
      const answer = () => as.call('answerApplication', { params: paramsOf(one), body: { text: '房子是租的。' } });
      await attempt(world, deedOf(one, '答复工会'), answer);
    } else if (isUnderWay(read)) {
      if (!world.calm && chance.happens(0.12)) await withdraws(one);
      if (chance.happens(0.1)) await mustFail(world, deedOf(one, '提交以后再改'), () => savedAnew(one, read), [1362]);
    } else {
      if (read.standing !== 'withdrawn' && chance.happens(0.5)) {
        const withdraw = () => as.call('withdrawApplication', { params: paramsOf(one), body: {} });
        await mustFail(world, deedOf(one, '办完了再撤回'), withdraw, [1362]);
      }
      if (read.standing === 'takenOver' && chance.happens(0.4)) await corrects(one);
      return;
    }
    if (chance.happens(0.2)) await peeks(one);
    if (chance.happens(0.2)) await leaves(one);
  }
}

const savedAnew = (one: Applying, { version, content }: Read) =>
  one.as.call('saveApplication', { params: paramsOf(one), body: content as Content, version });

async function corrects(one: Applying): Promise<void> {
  const { world, as } = one;
  const body = { statement: '家里的人口写错了' };
  await attempt(world, deedOf(one, '请求更正'), () => as.call('correctApplication', { params: paramsOf(one), body }));
}

/** Somebody else, with a code of their own, tries to open it. */
async function peeks({ world, chance, home, as, id }: Applying): Promise<void> {
  const mail = `citizen-${home.n}@example.cn`;
  const thief = { world, chance, home, as };
  const own = await opened(thief, { mail }, mail);
  if (own === undefined) return;
  const look = () => as.call('getOwnApplication', { params: { session: own, id } });
  await mustFail(world, { who: '别人', what: '看申请', home }, look, [1363]);
  const params = { session: own, id };
  await mustFail(
    world,
    { who: '别人', what: '撤回申请', home },
    () => as.call('withdrawApplication', { params, body: {} }),
    [1363],
  );
}

/** Whoever has left is let in with another code alone. */
async function leaves({ as, session, id, ...caller }: Applying): Promise<void> {
  const { world } = caller;
  const leave = () => as.call('endApplicant', { params: { session }, body: {} });
  if (!(await attempt(world, deedOf({ as, ...caller }, '退出'), leave))) return;
  const look = () => as.call('getOwnApplication', { params: { session, id } });
  await mustFail(world, deedOf({ as, ...caller }, '退出以后再看'), look, [1361]);
}
