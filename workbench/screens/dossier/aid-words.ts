import type { AnswerOf } from '../../../shared/contract/types.ts';
import { aidKinds, payments } from '../../../shared/ledger/aid.ts';
import { fundSources } from '../../../shared/ledger/funds.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';

export type AidEntry = AnswerOf<'listAid'>['entries'][number];
export type Given = NonNullable<AidEntry['given']>;

/** What was given, in a few words: 银行转账 2,000.00元; 大米 2 袋，折合 100.00元. */
export function givenInWords({ payment, amount, goods }: Given): string {
  if (goods === undefined) return `${payments[payment]}${amount === undefined ? '' : ` ${formatFen(amount)}`}`;
  const worth = goods.value === undefined ? '' : `，折合 ${formatFen(goods.value)}`;
  return `${goods.name} ${goods.quantity} ${goods.unit}${worth}`;
}

/** An entry in one line. */
export function aidInWords({ aid, givenOn, given }: AidEntry): string {
  if (given === null || givenOn === null) return `第 ${aid} 条：没有给`;
  return `第 ${aid} 条：${dateInWords(givenOn)}，${aidKinds[given.kind]}，${givenInWords(given)}（${fundSources[given.source]}）`;
}
