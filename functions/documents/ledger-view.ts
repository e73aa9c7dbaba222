import { type Aid, aidKinds, payments } from '../../shared/ledger/aid.ts';
import { fundSources } from '../../shared/ledger/funds.ts';
import { type AidTotal, totalsOf } from '../../shared/ledger/totals.ts';
import { followUpFindings, visitWays } from '../../shared/ledger/visit.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { type AidEntry, countedOf, type Visit } from '../../shared/registry/ledger.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import type { LedgerAid, LedgerTotal, LedgerView, LedgerVisit } from './print/views.ts';

/** What a household's sheet is made of: the head of it as it reads, and its entries, the first on top. */
export interface LedgerContent {
  head: Omit<LedgerView, 'aid' | 'totals' | 'sums' | 'visits'>;
  aid: readonly AidEntry[];
  visits: readonly Visit[];
}

/** 困难职工帮扶台账, in words. */
export function ledgerView({ head, aid, visits }: LedgerContent): LedgerView {
  const totals = totalsOf(countedOf(aid));
  const sum = (of: 'times' | 'amount' | 'goodsValue') => totals.reduce((all, total) => all + total[of], 0);
  return {
    ...head,
    aid: aid.map(aidInWords),
    totals: totals.map(totalInWords),
    sums: { times: `${sum('times')}`, amount: formatYuan(sum('amount')), goodsValue: formatYuan(sum('goodsValue')) },
    visits: visits.map(visitInWords),
  };
}

function aidInWords({ aid, counts, corrects, reason, givenOn, given, receipt }: AidEntry): LedgerAid {
  const isCorrected = !counts && given !== null;
  return {
    number: `${aid}${isCorrected ? '\n已更正' : ''}`,
    givenOn: givenOn ?? '',
    kind: given === null ? '' : aidKinds[given.kind],
    project: given?.project ?? '',
    given: given === null ? '没有发放' : givenInWords(given),
    source: given === null ? '' : fundSources[given.source],
    paid: given === null ? '' : `${payments[given.payment]}，${given.giver}`,
    receipt: receipt === null ? '' : '有',
    remarks: remarksOf(corrects, reason, given).join('；'),
  };
}

function givenInWords({ amount, goods }: Aid): string {
  if (goods === undefined) return formatYuan(amount ?? 0);
  const { name, quantity, unit, value } = goods;
  return `${name} ${quantity} ${unit}${value === undefined ? '' : `（折合 ${formatYuan(value)}）`}`;
}

function remarksOf(corrects: number | null, reason: string | undefined, given: Aid | null): string[] {
  const { note, amountNote, breach, source } = given ?? {};
  return [
    corrects === null ? '' : `更正第 ${corrects} 条：${reason ?? ''}`,
    note ?? '',
    amountNote === undefined ? '' : `金额说明：${amountNote}`,
    breach === undefined || source === undefined
      ? ''
      : `${fundSources[source]}按规定不用于${tierTitles[breach.tier]}档案，理由：${breach.reason}`,
  ].filter((text) => text !== '');
}

function totalInWords({ year, kind, source, times, amount, goodsValue }: AidTotal): LedgerTotal {
  return {
    ...{ year: `${year}`, kind: aidKinds[kind], source: fundSources[source], times: `${times}` },
    ...{ amount: formatYuan(amount), goodsValue: formatYuan(goodsValue) },
  };
}

function visitInWords({ visit, visitedOn, way, visitors, findings, finding, nextOn }: Visit): LedgerVisit {
  const words = { number: `${visit}`, visitedOn, way: visitWays[way], visitors: visitors.join('、') };
  const how = finding === null ? '' : `回访：${followUpFindings[finding]}。`;
  return { ...words, findings: `${how}${findings}`, nextOn: nextOn ?? '' };
}
