import { rows } from '../../../shared/access/who-may.fixture.ts';
import { addDays } from '../../../shared/calendar/dates.ts';
import type { Client } from '../../../shared/contract/client.ts';
import { exchangeOf } from '../../../shared/contract/exchanges.ts';
import type { RequestOf } from '../../../shared/contract/types.ts';
import { leavingReasonCodes } from '../../../shared/matters/standing.ts';
import { plan } from '../../support/province.ts';
import type { Chance } from '../chance.ts';
import { administrators, isAboveCounties, municipality, province } from '../places.ts';
import type { Home, World } from '../world.ts';
import { linkOf } from './approver.ts';
import { answerFile } from './checking.ts';
import { registrars, saved } from './clerk.ts';
import type { Desk } from './desk.ts';
import { keptLonger } from './disposing.ts';
import { groundsOf } from './leaving.ts';
import { agreesAgain, answersMargin, joinsMargin, withdrawsConsent } from './margin.ts';
import { proposesAccount } from './paying-tasks.ts';
import { attempt, nextOfficeHour } from './person.ts';
import { visited } from './visiting.ts';

/** What people try with a household whether or not it is the time for it. What is refused has changed nothing. */
interface Try {
  world: World;
  chance: Chance;
  home: Home;
  registrar: Client;
  reviewer: Client;
  params: { id: string };
}

const deskOf = ({ world, chance, home, registrar }: Try): Desk => ({
  ...{ world, chance, home },
  ...{ who: home.registrar, as: registrar },
});

const aid = exchangeOf('recordAid').example as RequestOf<'recordAid'>['body'];

const tries: Record<string, (one: Try) => Promise<unknown>> = {
  保存档案表: ({ world, home }) => saved(world, home, home.form),
  提交: ({ registrar, params }) => registrar.call('submit', { params, body: { form: 1 } }),
  撤回: ({ registrar, params }) => registrar.call('withdraw', { params, body: { reason: '本人不办了' } }),
  制定帮扶计划: ({ registrar, params, home }) =>
    registrar.call('makePlan', { params, body: { ...plan, signatureMail: home.workerMail } }),
  登记复核: async ({ registrar, params }) => {
    const { matter } = (await registrar.call('getDossier', { params })).body.matter;
    await registrar.call('reverify', { params, body: { matter, outcome: 'unchanged', opinion: '没有变化' } });
  },
  报告有变化: async ({ registrar, params }) => {
    const { draft } = (await registrar.call('getDossier', { params })).body.matter;
    await registrar.call('submit', { params, body: { form: draft ?? 1, opinion: '家里添了人' } });
  },
  提出退出: async ({ world, registrar, params, chance }) => {
    const { matter } = (await registrar.call('getDossier', { params })).body.matter;
    const reason = chance.one(leavingReasonCodes);
    await registrar.call('proposeExit', { params, body: { matter, reason, ...groundsOf(world, chance, reason) } });
  },
  取消退出: async ({ registrar, params }) => {
    const { matter } = (await registrar.call('getDossier', { params })).body.matter;
    await registrar.call('abandon', { params, body: { matter, reason: '不退了' } });
  },
  登记帮扶: ({ world, registrar, params, chance }) =>
    registrar.call('recordAid', {
      params,
      body: { ...aid, givenOn: world.today(), amount: chance.between(1, 900) * 100 },
    }),
  更正帮扶: ({ registrar, params, chance }) => {
    const given = chance.happens(0.3) ? null : { ...aid, amount: chance.between(1, 900) * 100 };
    return registrar.call('correctAid', { params: { ...params, aid: '1' }, body: { reason: '写错了', given } });
  },
  看台账: ({ registrar, params }) =>
    Promise.all([registrar.call('listAid', { params }), registrar.call('listVisits', { params })]),
  登记走访: ({ world, registrar, params, chance }) => {
    const visit = chance.happens(0.5) ? { nextOn: addDays(world.today(), chance.between(1, 90)) } : {};
    return registrar.call('recordVisit', { params, body: { ...visited, visitedOn: world.today(), ...visit } });
  },
  更新资料: async ({ registrar, params, chance, home }) => {
    const { formInForce } = (await registrar.call('getDossier', { params })).body;
    const mobile = `139${chance.between(10_000_000, 99_999_999)}`;
    home.also.push(mobile);
    await registrar.call('updateContact', {
      params,
      body: { form: formInForce ?? 1, changes: { worker: { mobile } } },
    });
  },
  开始变更: async ({ registrar, params }) => {
    const { matter } = (await registrar.call('getDossier', { params })).body.matter;
    await registrar.call('openAmendment', { params, body: { matter, reason: '家里的收入变了' } });
  },
  开始转正: async ({ registrar, params }) => {
    const { matter } = (await registrar.call('getDossier', { params })).body.matter;
    await registrar.call('openConversion', { params, body: { matter, reason: '期满以后还有困难' } });
  },
  提出移交: ({ registrar, params, chance }) =>
    registrar.call('proposeTransfer', {
      params,
      body: { to: chance.one([...Object.values(registrars), municipality]), reason: '职工换了单位' },
    }),
  撤回移交: async ({ registrar, params }) => {
    const { transfer } = (await registrar.call('getTransfer', { params })).body;
    await registrar.call('withdrawTransfer', { params, body: { transfer, reason: '选错了工会' } });
  },
  接收移交: async ({ world, params, chance }) => {
    const as = world.visitors.as(chance.one([...Object.keys(registrars), 'reviewer-530100-1']));
    const { transfer } = (await as.call('getTransfer', { params })).body;
    await as.call('acceptTransfer', { params, body: { transfer } });
  },
  本人查询: async ({ world, chance, registrar, params, home }) => {
    const { url, code } = (await registrar.call('showOwn', { params, body: {} })).body;
    await world.visitors.page(url);
    if (chance.happens(0.2)) await world.visitors.page(url, { code: '000000' });
    const wish = chance.happens(0.5) ? { statement: '家里的人口不对' } : {};
    await world.visitors.page(url, { code, ...wish });
    world.tell({ who: '职工', what: '看本人的档案', household: home.n });
  },
  核验联系方式: ({ registrar, params, home }) =>
    registrar.call('verifyContact', { params, body: { by: 'mail', address: home.workerMail, idSeen: true } }),
  停用联系方式: ({ registrar, params }) => registrar.call('revokeContact', { params, body: { because: 'lost' } }),
  看变更前后: ({ reviewer, params, chance }) =>
    reviewer.call('getFormChanges', { params: { ...params, form: String(chance.between(1, 3)) } }),
  集中清理: async ({ world, home, chance, reviewer }) => {
    const orgPath = world.orgPathOf(home.id as string);
    if (orgPath === undefined) return;
    const { campaigns } = (await reviewer.call('listCampaigns', { query: { org: orgPath } })).body;
    const [last] = campaigns;
    if (last) await reviewer.call('getCampaign', { params: { campaign: last.campaign } });
    if (!chance.happens(0.2)) return;
    // The union above looks through what is its own, and no county's.
    const body = { orgPath: municipality, dueBy: addDays(world.today(), chance.between(7, 90)) };
    if (chance.happens(0.3)) await world.visitors.as('reviewer-530100-1').call('openCampaign', { body });
    await reviewer.call('openCampaign', { body: { orgPath, dueBy: addDays(world.today(), chance.between(1, 90)) } });
  },
  登记新的银行账户: (one) => proposesAccount(deskOf(one)),
  收回新的银行账户: async ({ registrar, params }) => {
    const { accountPending } = (await registrar.call('getDossier', { params })).body;
    const body = { account: accountPending?.account ?? 1, outcome: 'refused' as const, reason: '写错了' };
    await registrar.call('ruleAccount', { params, body });
  },
  列入边缘名单: (one) => joinsMargin(deskOf(one)),
  不愿再留在边缘名单: (one) => answersMargin(deskOf(one), 'ownWish'),
  暂不申请: (one) => answersMargin(deskOf(one), 'notNow'),
  看边缘名单: ({ reviewer }) => reviewer.call('listMargin', {}),
  撤回同意: (one) => withdrawsConsent(deskOf(one)),
  重新同意: (one) => agreesAgain(deskOf(one)),
  延长保管: ({ world, home, reviewer }) => keptLonger({ world, home, as: reviewer }),
  处置: async ({ world, chance, home, reviewer }) => {
    const dossiers = [home.id as string];
    const org = world.orgPathOf(home.id as string);
    if (org === undefined) return;
    const { disposals } = (await reviewer.call('listDisposals', { query: { org } })).body;
    if (disposals.length > 0) await reviewer.call('printDisposal', { params: { id: disposals[0]?.dossier as string } });
    await reviewer.call(chance.one(['confirmDisposals', 'releaseDisposals']), { body: { dossiers } });
  },
  合并: ({ world, chance, reviewer, params }) => {
    const other = chance.one(world.homes.flatMap(({ id }) => id ?? []));
    return reviewer.call('merge', { params, body: { other, reason: '同一户' } });
  },
  补发: ({ reviewer, params }) => reviewer.call('resendApproval', { params, body: {} }),
  别的县来看: async ({ world, home }) => {
    const others = ['registrar', 'surveyor', 'reviewer'].map(
      (role) => `${role}-${home.county === '530102' ? '530103' : '530102'}-1`,
    );
    const params = { id: home.id as string };
    for (const other of others) {
      const as = world.visitors.as(other);
      await Promise.allSettled([as.call('getDossier', { params }), as.call('listObjections', { params })]);
    }
  },
  用旧的审批链接: async ({ world, chance }) => {
    const links = world.ground.app.relay.sent.map(linkOf).filter((link) => link?.url.includes('/a/'));
    const link = chance.one(links);
    if (!link) return;
    const decision = chance.one(['approve', 'return', 'reject']);
    await world.visitors.page(link.url, { code: link.code, decision, opinion: '请看' });
  },
  恢复: ({ world, params }) => world.visitors.as(administrators[0]).call('resume', { params, body: {} }),
};

const anyOf = (all: ReadonlyMap<string, unknown>, chance: Chance): string =>
  all.size === 0 ? '' : chance.one([...all.keys()]);

/**
 * Somebody tries what is not theirs: anything that staff can ask for, right in everything but who asks. Whether they were
 * answered is looked at where everybody's requests are (denials.ts).
 */
async function trespasses(world: World, chance: Chance, home: Home): Promise<void> {
  const who = chance.one(world.staff.all().filter(({ orgPath }) => orgPath.startsWith(province))).id;
  const [operation, row] = chance.one(rows);
  const { sub, roles, orgPath } = world.staff.signedIn(who);
  const batch = anyOf(world.payments, chance);
  const check = anyOf(world.inquiries, chance);
  const transcript = anyOf(world.transcripts, chance);
  const { body, example } = exchangeOf(operation);
  const of = row.params?.() ?? {};
  // What is handed in is the union's that the example names: whoever may for that one would have done it.
  const named = (example as { orgPath?: string } | undefined)?.orgPath;
  const on =
    'batch' in of || 'transcript' in of
      ? ('batch' in of ? world.payments.get(batch) : world.transcripts.get(transcript))?.orgPath
      : row.with === undefined
        ? (named ?? province)
        : world.orgPathOf(home.id as string);
  const isTheirs =
    roles.split(' ').some((role) => row.may.includes(role as never)) &&
    `${on}/`.startsWith(`${orgPath}/`) &&
    !(row.ofCounty && isAboveCounties(orgPath));
  if (roles === '' || (isTheirs && row.separate !== true)) return;
  const id = home.id as string;
  const params = { id, other: id, n: '1', number: '1', kind: 'workerCard', check, batch, transcript };
  const given = {
    params,
    query: row.query ? { org: world.orgPathOf(home.id as string) } : {},
    version: 1,
    ...(body ? { body: example } : {}),
  };
  await world.visitors.as(sub).call(operation as never, given as never);
}

/** Where households are checked, that too. */
const checkTries: typeof tries = {
  登记评议: ({ registrar, params }) =>
    registrar.call('recordDeliberation', {
      params,
      body: exchangeOf('recordDeliberation').example as RequestOf<'recordDeliberation'>['body'],
    }),
  登记核对授权: ({ registrar, params }) =>
    registrar.call('authorizeCheck', { params, body: { matter: 1, authorizations: [] } }),
  说明核对: ({ world, registrar, params, chance }) => {
    const source = chance.one(world.ground.app.profile.checking.sources);
    const body = { matter: 1, source, toldOn: world.today(), statement: '看错了', evidence: [] };
    return registrar.call('explainCheck', { params, body });
  },
  复核核对: ({ world, reviewer, params, chance }) => {
    const source = chance.one(world.ground.app.profile.checking.sources);
    const outcome = chance.one(['exception', 'unanswered', 'return'] as const);
    return reviewer.call('ruleCheck', { params, body: { matter: 1, source, outcome, opinion: '看过' } });
  },
  动一批核对: async ({ world, chance, reviewer }) => {
    const batches = [...world.inquiries];
    if (batches.length === 0) return;
    const [check, { lines }] = chance.one(batches);
    const params = { check };
    const deed = chance.one(['cancelCheck', 'exportCheck', 'recordCheckResults'] as const);
    if (deed === 'recordCheckResults') {
      const file = answerFile(chance.one(batches)[1].lines, () => '一致');
      await reviewer.call(deed, { params, body: { file, dryRun: true } });
      world.tell({ who: '有人', what: `试算核对结果，${lines.length} 行` });
    } else await reviewer.call(deed, { params, body: { reason: '再看一遍' } });
  },
};

/** What ends a household's life is tried more seldom. */
const endings = ['撤回', '撤回同意', '提出退出', '合并'];

/** Somebody tries something at a time of chance: by itself, or together with another in the same moment. */
export async function meddles(world: World): Promise<never> {
  const chance = world.chance('meddler');
  for (;;) {
    await nextOfficeHour(world, chance);
    const homes = world.homes.filter(({ id }) => id !== undefined);
    if (world.calm || homes.length === 0) continue;
    const home = chance.one(homes);
    if (chance.happens(0.4)) {
      const deed = { who: '有人', what: '不该办的人来办', home };
      await attempt(world, deed, () => trespasses(world, chance, home));
    }
    if (chance.happens(0.3)) continue;
    const one: Try = {
      ...{ world, chance, home, params: { id: home.id as string } },
      registrar: world.visitors.as(home.registrar),
      reviewer: world.visitors.as(chance.one([`reviewer-${home.county}-1`, 'reviewer-530100-1'])),
    };
    const final = chance.happens(0.15);
    const { registration } = world.ground.app.profile.courses;
    const all = registration.some((stage) => stage === 'checking' || stage === 'deliberation')
      ? { ...tries, ...checkTries }
      : tries;
    const names = Object.keys(all).filter((name) => final || !endings.includes(name));
    const chosen = chance.happens(0.4) ? [chance.one(names), chance.one(names)] : [chance.one(names)];
    const deeds = chosen.map((what) => attempt(world, { who: '有人', what, home }, async () => all[what]?.(one)));
    await Promise.all(deeds);
  }
}
