import { exchangeOf } from '../../../shared/contract/exchanges.ts';
import type { RequestOf } from '../../../shared/contract/types.ts';
import type { Chance } from '../chance.ts';
import { loop } from '../loop.ts';
import type { Payment } from '../payments.ts';
import { said, tells } from './bank-answers.ts';
import type { Desk, Ways } from './desk.ts';
import { DAY_MS } from './paying.ts';
import { asked, attempt, perhapsTwice } from './person.ts';

/** A reviewer decides on a batch that is among their tasks. */
export async function decidesBatch(
  { world, chance, who, as }: Pick<Desk, 'world' | 'chance' | 'who' | 'as'>,
  batch: string,
): Promise<void> {
  const params = { batch };
  const refuse = (reason: string) => as.call('refuseBatch', { params, body: { reason } });
  const { answer: seen } = await asked(
    world,
    { who, what: '看报来的资金发放' },
    async () => (await as.call('getBatch', { params })).body,
  );
  if (seen === undefined || seen.status !== 'prepared') return;
  if (seen.by === who) world.fail(`${who} 自己报的 ${batch} 列在他的待办里`);
  // Of some the money is not there yet: meanwhile this one leaves, and that one is another union's.
  const isFunded = !world.chance(`funds ${batch}`).happens(0.2) || loop.time() - Date.parse(seen.at) > 12 * DAY_MS;
  if (!world.calm && !isFunded) return;
  if (!world.calm && chance.happens(0.12)) {
    const line = world.payments.get(batch)?.lines[0];
    await attempt(world, { who, what: '不予批准' }, () => refuse(`${line?.name ?? ''}家上个月发过`));
    return;
  }
  if (!world.calm && chance.happens(0.06)) {
    const wrong = { digest: '0'.repeat(64), opinion: '同意' };
    const isTaken = await attempt(world, { who, what: '没有看就批' }, () =>
      as.call('approveBatch', { params, body: wrong }),
    );
    if (isTaken) world.fail(`${who} 没有看 ${batch} 就批了`);
  }
  const approve = perhapsTwice(chance, () =>
    as.call('approveBatch', { params, body: { digest: seen.digest, opinion: '同意发放' } }),
  );
  const deed = '批准资金发放';
  // Two who have different minds about it, at the same moment.
  if (!world.calm && chance.happens(0.05)) {
    const both = await Promise.all([
      attempt(world, { who, what: deed }, approve),
      attempt(world, { who, what: '不予批准' }, () => refuse('名单与上月重复')),
    ]);
    if (both.every((each) => each)) world.fail(`${batch} 批准了，又不予批准`);
    return;
  }
  const { problem } = await asked(world, { who, what: deed }, approve);
  // Somebody on it has left, or is another union's by now.
  if (problem?.code === 1322) await attempt(world, { who, what: '不予批准' }, () => refuse('有的已经退出，去掉重报'));
}

/** What becomes of money that came back, and of another account, by the tasks that say so. */
export const payingWays: Ways = {
  bounced: async (desk) => {
    const { world, chance, who, home, owing = '' } = desk;
    // Whoever pays settles, and nobody else may.
    const own = [...world.payments.values()].filter(({ orgPath }) => orgPath === owing);
    const isIn = ({ lines }: Payment) => lines.some(({ idNumber }) => idNumber === home.form.worker.idNumber);
    if (!own.some(isIn)) world.fail(`退回的款列在 ${owing} 的待办里，它没有付过这一户`, home.id);
    for (const payment of own) {
      for (const { row, idNumber } of payment.lines) {
        const isOwed = payment.stands.get(row) === 'bounced' && idNumber === home.form.worker.idNumber;
        if (!isOwed || payment.bank.get(row)?.result === 'paid') continue;
        if (!world.calm && chance.happens(0.3)) await proposesAccount(desk);
        const again = chance.happens(0.7);
        world.tell({ who, what: again ? '请银行再发一次' : '作罢', household: home.n });
        if (again) payment.bank.set(row, { result: 'paid', at: loop.time() + chance.between(0, 6) * DAY_MS });
        else await tells(desk, payment, [said(row, 'dropped', world.today())]);
      }
    }
  },
  confirmAccount: async (desk) => {
    const { world, chance, who, as, home } = desk;
    const params = { id: home.id as string };
    await attempt(world, { who, what: '核对银行账户', home }, async () => {
      const { accountPending } = (await as.call('getDossier', { params })).body;
      if (accountPending === null) return;
      if (accountPending.by === who) world.fail(`${who} 自己登记的账户列在他的待办里`, params.id);
      const { account } = accountPending;
      const refuses = !world.calm && chance.happens(0.2);
      const ruling = refuses
        ? { account, outcome: 'refused' as const, reason: '户名不是本人' }
        : { account, outcome: 'confirmed' as const };
      await perhapsTwice(chance, () => as.call('ruleAccount', { params, body: ruling }))();
    });
  },
};

/** 登记新的银行账户: the household has another card. */
export async function proposesAccount({ world, chance, who, as, home }: Desk): Promise<boolean> {
  const params = { id: home.id as string };
  const { account, ...body } = exchangeOf('proposeAccount').example as RequestOf<'proposeAccount'>['body'];
  const bankAccount = cardOf(chance);
  home.also.push(bankAccount);
  return attempt(world, { who, what: '登记新的银行账户', home }, async () => {
    const { formInForce } = (await as.call('getDossier', { params })).body;
    const proposed = { ...body, form: formInForce ?? 1, account: { bankName: '建设银行', ...account, bankAccount } };
    home.newAccount = proposed.account;
    await perhapsTwice(chance, () => as.call('proposeAccount', { params, body: proposed }))();
    if (!world.staff.get(who).roles.includes('reviewer') || chance.happens(0.5)) return;
    // Whether it was taken, its entry says (checks.ts).
    const { accountPending } = (await as.call('getDossier', { params })).body;
    const ruling = { account: accountPending?.account ?? 1, outcome: 'confirmed' as const };
    await attempt(world, { who, what: '确认自己登记的账户', home }, () =>
      as.call('ruleAccount', { params, body: ruling }),
    );
  });
}

/** Sixteen digits, the last of which bears out the others. */
function cardOf(chance: Chance): string {
  const digits = `622202${chance.between(100_000_000, 999_999_999)}`;
  const sum = [...digits].reduce((total, digit, n) => {
    const twice = Number(digit) * ((digits.length - n) % 2 === 1 ? 2 : 1);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
