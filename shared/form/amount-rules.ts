import { formatYuan } from '../money/fen.ts';
import { type Fault, fault } from './faults.ts';
import { labelOf, pointerOf, type Step } from './pointers.ts';
import type { Judged } from './structure.ts';

/** What an amount of a hard-pressed household can hardly be, in fen: below `least` without being 0, or above `most`. */
interface Plausible {
  least: number;
  most: number;
}

const yuan = (amount: number): number => amount * 100;
/** A month's wage or pension; part-time work may bring little. */
const monthly: Plausible = { least: yuan(50), most: yuan(30_000) };
/** Interest of a few yuan is real income of a year. */
const smallOrAnnual: Plausible = { least: 0, most: yuan(1_000_000) };
/** Less than a hundred a month keeps no household; yuan written for fen are below it up to 120,000 a year. */
const annual: Plausible = { least: yuan(1_200), most: yuan(1_000_000) };
/** Nobody is hard pressed by less than a hundred yuan a year. */
const expense: Plausible = { least: yuan(100), most: yuan(3_000_000) };
const repaid: Plausible = { least: 0, most: yuan(3_000_000) };
const wealth: Plausible = { least: 0, most: yuan(10_000_000) };

/**
 * Finds amounts that look like yuan written as fen, or fen counted twice. The clerk is asked, and offered the amount
 * that was probably meant. With a 金额说明 that says why, the amount is taken as it is. No amount is ever changed here.
 */
export function amountFaults({ worker, household, members = [], rigidExpenses, assets, ...form }: Judged): Fault[] {
  if (household?.amountNote !== undefined) return [];
  const amounts: [Step[], number | undefined, Plausible][] = [
    [['worker', 'monthlyIncome'], worker?.monthlyIncome, monthly],
    [['household', 'otherAnnualIncome'], household?.otherAnnualIncome, smallOrAnnual],
    [['household', 'annualHouseholdIncome'], household?.annualHouseholdIncome, annual],
    ...members.map((member, index): [Step[], number | undefined, Plausible] => [
      ['members', index, 'monthlyIncome'],
      member?.monthlyIncome,
      monthly,
    ]),
    ...Object.entries(rigidExpenses ?? {}).map(([key, amount]): [Step[], number | undefined, Plausible] => [
      ['rigidExpenses', key],
      amount,
      expense,
    ]),
    [['reimbursements'], form.reimbursements, repaid],
    [['governmentAid'], form.governmentAid, expense],
    [['assets', 'savings'], assets?.savings, wealth],
    [['assets', 'investments'], assets?.investments, wealth],
  ];
  return amounts.flatMap(([path, amount, plausible]) => {
    if (amount === undefined || amount === 0 || (amount >= plausible.least && amount <= plausible.most)) return [];
    const kind = amount < plausible.least ? 'amountTooSmall' : 'amountTooLarge';
    const meant = amount < plausible.least ? amount * 100 : amount / 100;
    const isLikely = Number.isInteger(meant) && meant >= plausible.least && meant <= plausible.most;
    const values = { field: labelOf(path), amount: formatYuan(amount) };
    return [fault(kind, pointerOf(path), values, isLikely ? meant : undefined)];
  });
}
