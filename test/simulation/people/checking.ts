import { adultsOf } from '../../../shared/checking/authorization.ts';
import type { CheckSource } from '../../../shared/checking/sources.ts';
import { peopleOf } from '../../../shared/consent/consent.ts';
import { county as countyOf } from '../../../shared/organisation/org-path.ts';
import { loop } from '../loop.ts';
import type { World } from '../world.ts';
import { type Desk, doing, type Ways } from './desk.ts';
import { perhapsTwice } from './person.ts';
import { attached } from './signing.ts';

const DAY_MS = 86_400_000;

/** What is written of a household while it is checked, which nobody else may find. */
export const offices = { difference: '名下登记了一辆五菱面包车', statement: '车早已报废而没有注销登记' };

const present = ['陈志远', '罗春燕', '杨国栋'].map((name) => ({ name, post: '工会委员' }));

type Result = '一致' | '不一致' | '查无此人';
const isLine = (line: string): boolean => line !== '';

/** What an office writes on the lines of a file, household by household (CSV, base64). */
export function answerFile(lines: readonly string[], said: (household: string) => Result): string {
  const rows = lines.map((line) => {
    const [batch, row, household = '', , idNumber = ''] = line.split(',');
    const result = said(household);
    return [batch, row, idNumber.trim().slice(-4), result, result === '不一致' ? offices.difference : ''].join();
  });
  return Buffer.from(['批号,序号,身份证号末四位,结果,不一致之处', ...rows, ''].join('\r\n')).toString('base64');
}

const paramsOf = ({ home }: Desk) => ({ id: home.id as string });

/** How 评议 and 核对 are done, well or badly. */
export const checkingWays: Ways = {
  deliberate: (desk) =>
    doing(desk, '登记评议', async () => {
      const { world, chance, as } = desk;
      const { matter } = (await as.call('getDossier', { params: paramsOf(desk) })).body.matter;
      const habits = world.calm ? { agree: 1 } : { agree: 80, against: 8, miscount: 6, few: 6 };
      const habit = chance.weighted(habits as Record<string, number>);
      const minutes = await attached(desk, '评议记录', '评议记录');
      const votes = { for: habit === 'against' ? 1 : 3, against: habit === 'against' ? 2 : 0, abstain: 0 };
      const body = {
        ...{
          matter,
          heldOn: world.today(),
          place: '三楼会议室',
          present: habit === 'few' ? present.slice(1) : present,
        },
        ...{ votes: habit === 'miscount' ? { ...votes, abstain: 1 } : votes, opinion: '情况属实。' },
        ...{ keptBy: '罗春燕', minutes },
      };
      await perhapsTwice(chance, () => as.call('recordDeliberation', { params: paramsOf(desk), body }))();
    }),

  // Some overlook one of the household, who signs when somebody asks again.
  authorize: (desk) =>
    doing(desk, '登记核对授权', async () => {
      const { world, chance, as, home } = desk;
      const { matter, authorizations } = (await as.call('getDossier', { params: paramsOf(desk) })).body;
      const lacking = authorizations.filter(({ authorization }) => authorization === null).map(({ person }) => person);
      const adults = adultsOf(home.form, world.today()).filter(({ pointer }) => lacking.includes(pointer));
      const signing = !world.calm && chance.happens(0.15) ? adults.slice(1) : adults;
      for (const { person } of signing) world.signed.add(person.idNumber ?? '');
      const paper = signing.length === 0 ? '' : await attached(desk, '核对授权书', '授权书');
      const given = signing.map(({ pointer: person }) => ({ person, on: world.today(), paper }));
      const body = { matter: matter.matter, authorizations: given };
      await as.call('authorizeCheck', { params: paramsOf(desk), body });
    }),

  check: async (desk) => {
    const { as } = desk;
    const { checking } = (await as.call('getDossier', { params: paramsOf(desk) })).body;
    for (const { source, askedOn } of checking) if (askedOn === null) await sends(desk, source);
  },

  chase: async (desk) => {
    const { world, chance, as } = desk;
    for (const { batch, result, ruling } of (await as.call('getDossier', { params: paramsOf(desk) })).body.checking) {
      if (batch === null || result !== null || ruling !== null) continue;
      await doing(desk, '催一批核对', () => pursues(desk, batch.check));
    }
    const { checking, matter } = (await as.call('getDossier', { params: paramsOf(desk) })).body;
    if (!world.calm && !chance.happens(0.4)) return;
    for (const { source, askedOn, result, ruling } of checking) {
      if (askedOn === null || result !== null || ruling !== null) continue;
      const body = { matter: matter.matter, source, outcome: 'unanswered' as const, opinion: '催过，没有答复' };
      await doing(desk, '不再等', () => as.call('ruleCheck', { params: paramsOf(desk), body }));
    }
  },

  // Whoever reviews as well leaves it to a registrar as long as they may rule on it: perhaps nobody else is left to.
  explain: async (desk) => {
    const { world, who, as } = desk;
    const { checking, matter, actions } = (await as.call('getDossier', { params: paramsOf(desk) })).body;
    const ruling = actions.find(({ action }) => action === 'ruleCheck');
    if (world.staff.get(who).roles.includes('reviewer') && ruling?.denied?.kind !== 'separation') return;
    for (const { source, result, explanation, ruling } of checking) {
      if (result === null || result === 'consistent' || explanation !== null || ruling !== null) continue;
      const said = { source, toldOn: world.today(), statement: offices.statement, evidence: [] };
      const body = { matter: matter.matter, ...said };
      await doing(desk, '说明核对结果', () => as.call('explainCheck', { params: paramsOf(desk), body }));
    }
  },

  ruleCheck: async (desk) => {
    const { world, chance, as } = desk;
    const { checking, matter } = (await as.call('getDossier', { params: paramsOf(desk) })).body;
    for (const { source, explanation, ruling } of checking) {
      if (explanation === null || ruling !== null) continue;
      const outcome = world.calm || chance.happens(0.75) ? ('exception' as const) : ('return' as const);
      const rule = () =>
        as.call('ruleCheck', {
          params: paramsOf(desk),
          body: { matter: matter.matter, source, outcome, opinion: '去看过' },
        });
      await doing(desk, `复核核对结果：${outcome}`, perhapsTwice(chance, rule));
      if (outcome === 'return') return;
    }
  },
};

/** A batch for an office, as far as somebody comes with it. */
async function sends(desk: Desk, source: CheckSource): Promise<void> {
  const { world, chance, as, home } = desk;
  const orgPath = countyOf(world.orgPathOf(home.id as string) as string);
  await doing(desk, '备一批核对', async () => {
    const { check } = (await as.call('prepareCheck', { body: { orgPath, source } })).body;
    if (check === null || (!world.calm && chance.happens(0.08))) return;
    await doing(desk, '送一批核对', () => handsOver(desk, check, orgPath));
  });
}

/** The file is taken out, by some twice, and handed over, which some forget; of an office that does not answer nothing is heard. */
async function handsOver(desk: Desk, check: string, orgPath: string): Promise<void> {
  const { world, chance, as } = desk;
  const params = { check };
  const take = async () => (await as.call('exportCheck', { params, body: { reason: '送核对' } })).body;
  const { file, digest } = await perhapsTwice(chance, take)();
  if (file === null || digest === null) return;
  const lines = Buffer.from(file, 'base64').toString().split('\r\n').slice(1).filter(isLine);
  if (lines.length === 0) {
    await as.call('cancelCheck', { params, body: { reason: '一户也没有' } });
    return;
  }
  areSigned(world, lines);
  const answersAt =
    !world.calm && chance.happens(0.15) ? undefined : loop.time() + chance.between(1, world.calm ? 3 : 20) * DAY_MS;
  world.inquiries.set(check, { orgPath, lines, answersAt });
  if (!world.calm && chance.happens(0.1)) return;
  const receipt = { digest, on: world.today(), office: '县公安局车管所', number: '118' };
  if (!world.calm && chance.happens(0.05)) {
    await doing(desk, '交错了文件', () =>
      as.call('handOverCheck', { params, body: { ...receipt, digest: '0'.repeat(64) } }),
    );
  }
  await as.call('handOverCheck', { params, body: receipt });
}

/** Whoever stands in a file has signed. */
function areSigned(world: World, lines: readonly string[]): void {
  const people = new Map(
    world.homes.flatMap(({ n, form }) => peopleOf(form).map(({ person }) => [person.idNumber ?? '', n])),
  );
  for (const line of lines) {
    const idNumber = (line.split(',')[4] ?? '').trim();
    if (!world.signed.has(idNumber)) world.fail(`第 ${people.get(idNumber)} 户有人没有授权，列进了送出的文件`);
  }
}

/** What was left half done is done or cancelled, and what the office has answered by now is entered. */
async function pursues(desk: Desk, check: string): Promise<void> {
  const { world, chance, as } = desk;
  const params = { check };
  const { status, orgPath } = (await as.call('getCheck', { params })).body;
  if (status === 'prepared') {
    if (world.calm || chance.happens(0.7)) return handsOver(desk, check, orgPath);
    await as.call('cancelCheck', { params, body: { reason: '不送了' } });
    return;
  }
  const inquiry = world.inquiries.get(check);
  if (inquiry === undefined) return;
  if (world.calm) inquiry.answersAt ??= loop.time();
  if (inquiry.answersAt === undefined || inquiry.answersAt > loop.time()) return;
  await enters(desk, check, inquiry.lines);
}

async function enters(desk: Desk, check: string, lines: readonly string[]): Promise<void> {
  const { world, chance, as } = desk;
  const params = { check };
  const said = (household: string): Result =>
    world.chance(`answer ${check} ${household}`).weighted<Result>({ 一致: 75, 不一致: 18, 查无此人: 7 });
  const enter = async (file: string, dryRun = false) =>
    (await as.call('recordCheckResults', { params, body: { file, dryRun } })).body;
  const habit = world.calm ? 'enters' : chance.weighted({ enters: 70, other: 8, half: 8, tries: 6, contradicts: 8 });
  const others = [...world.inquiries].filter(([other]) => other !== check);
  if (habit === 'other' && others.length > 0) {
    const [, other] = chance.one(others);
    const isTaken = await doing(desk, '交了别的一批的答复', () => enter(answerFile(other.lines, said)));
    if (isTaken) world.fail(`核对批次 ${check} 收下了别的一批的答复`);
  }
  if (habit === 'half') await doing(desk, '交了一半的答复', () => enter(answerFile(lines.slice(0, 1), said)));
  if (habit === 'tries') await doing(desk, '试算核对结果', () => enter(answerFile(lines, said), true));
  const first = await perhapsTwice(chance, () => enter(answerFile(lines, said)))();
  world.tell({ who: desk.who, what: `登记核对结果：不一致 ${first.differs}，没有记下 ${first.left.length}` });
  if (habit === 'contradicts') {
    // What may go on meanwhile goes on; of what was recorded, nothing becomes something else.
    await doing(desk, '交了相反的答复', () =>
      enter(answerFile(lines, (household) => (said(household) === '一致' ? '不一致' : '一致'))),
    );
  }
}
