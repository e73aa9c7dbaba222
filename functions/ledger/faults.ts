import { addDays } from '../../shared/calendar/dates.ts';
import type { AidBody, VisitBody } from '../../shared/contract/bodies/ledger.ts';
import { type AidState, dayRefusal, receiptRefusal, tooEarly } from '../../shared/dossier/aid.ts';
import { placeRefusal } from '../../shared/dossier/rules.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { tierOn } from '../../shared/dossier/temporary-state.ts';
import { findingRefusal, nextRefusal } from '../../shared/dossier/visiting.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import type { FieldFault } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { oddAmount, payments } from '../../shared/ledger/aid.ts';
import { type Funds, fundsRefusal } from '../../shared/ledger/funds.ts';

/** What aid is held against: the dossier, the receipts that are used already, the province's rule, and the day. */
interface Asked {
  state: DossierState;
  receipts: AidState['receipts'];
  funds: Funds;
  /** ISO date. */
  today: string;
}

/** Everything that is wrong with an entry of aid, at once, each with its field, the wrong value and what is allowed. E1004. */
export function aidFaults(body: AidBody, asked: Asked): FieldFault[] {
  const faults: [field: string, message: string | undefined][] = [
    ['givenOn', futureDay(body.givenOn, asked.today) ?? dayRefusal(asked.state, body.givenOn)],
    ...givenFaults(body),
    ['receipt', receiptFault(body.receipt, asked)],
    ['breachReason', breachFault(body, asked)],
  ];
  return found(faults);
}

/**
 * Why aid of a time that is over comes too late to be written down, in Chinese: what was given for a time is settled soon
 * after it. What is written down already can be corrected later, too.
 *
 * @param days after its last day, by the province
 */
export function lateAid(state: DossierState, days: number, today: string): FieldFault[] {
  const { temporary } = state;
  if (temporary === null || temporary.convertedOn !== null || placeRefusal(state, 'recordAid') !== undefined) return [];
  const last = addDays(temporary.until, days);
  if (today <= last) return [];
  const message = `临时救助已于 ${temporary.until} 期满，帮扶补登到 ${last} 为止，今天是 ${today}；已经登记的可以更正`;
  return [fieldFault('/givenOn', message)];
}

/** The same of a visit: of a household that has left, too. */
export function visitFaults(
  { visitedOn, nextOn, finding }: VisitBody,
  state: DossierState,
  today: string,
): FieldFault[] {
  return found([
    ['visitedOn', futureDay(visitedOn, today) ?? tooEarly(state, visitedOn)],
    ['nextOn', nextRefusal(state, visitedOn, nextOn ?? null)],
    ['finding', findingRefusal(state, visitedOn, finding)],
  ]);
}

const found = (faults: [field: string, message: string | undefined][]): FieldFault[] =>
  faults.flatMap(([field, message]) => (message === undefined ? [] : [fieldFault(`/${field}`, message)]));

const futureDay = (day: string, today: string): string | undefined =>
  day > today ? `${day} 晚于今天 ${today}` : undefined;

/** Money is paid as an amount, anything else is named. */
function givenFaults({ payment, amount, goods, amountNote }: AidBody): [field: string, message: string | undefined][] {
  const isMoney = payment === 'transfer' || payment === 'cash';
  const [wanted, other] = isMoney ? (['amount', 'goods'] as const) : (['goods', 'amount'] as const);
  const given = { amount, goods };
  const named = { amount: '金额', goods: '实物或服务' };
  const fen = isMoney ? amount : goods?.value;
  const odd = fen === undefined || amountNote !== undefined ? undefined : oddAmount(fen);
  return [
    [wanted, given[wanted] === undefined ? `发放方式为${payments[payment]}的，须写明${named[wanted]}` : undefined],
    [other, given[other] === undefined ? undefined : `发放方式为${payments[payment]}的，不写${named[other]}`],
    [isMoney ? 'amount' : 'goods/value', odd],
  ];
}

function receiptFault(receipt: string | undefined, { state, receipts }: Asked): string | undefined {
  if (receipt === undefined) return undefined;
  if (!state.attachments.some(({ id }) => id === receipt)) {
    return `凭证须为本档案中通过检查的附件，没有${quoted(receipt)}`;
  }
  return receiptRefusal(receipts, receipt);
}

function breachFault({ source, breachReason, givenOn }: AidBody, { state, funds }: Asked): string | undefined {
  const tier = tierOn(state, givenOn);
  const why = tier && fundsRefusal(funds, source, tier);
  if (why === undefined) return breachReason === undefined ? undefined : '这笔资金可以用于这一户，不必写理由';
  return breachReason === undefined ? `${why}；确须使用的，写明理由（breachReason）` : undefined;
}
