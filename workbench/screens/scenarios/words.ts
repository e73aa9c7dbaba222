import type { AnswerOf } from '../../../shared/contract/types.ts';
import { county } from '../../../shared/organisation/org-path.ts';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { type Tier, tierTitles } from '../../../shared/standards/tiers.ts';

type Detail = AnswerOf<'getScenario'>;
type Verdict = Detail['ways'][number]['before'];

/** How far it is, in words; where what is one's own is told below it, that only the others are too few. */
export function progressInWords({
  endedAt,
  asked,
  failed,
  broken,
  own = null,
}: Pick<Detail, 'endedAt' | 'asked' | 'failed' | 'broken'> & Partial<Pick<Detail, 'own'>>) {
  if (broken !== null) return `没有算成：${broken}`;
  const left = (failed ?? 0) > 0 ? `，${failed} 户没有读成` : '';
  const done = asked === null ? `${(own?.households ?? 0) > 0 ? '归各县的' : ''}户数太少，不显示` : `${asked} 户`;
  if (endedAt !== null) return `${momentInWords(endedAt)} 算完，${done}${left}`;
  // Few may be none: whoever is not told how many cannot be told that it has begun.
  if (asked === null) return `夜里算，还没有算完${left}`;
  return asked === 0 ? '今夜起算' : `算了 ${done}${left}，夜里接着算`;
}

/** Why somebody of a union is told no number of a scenario, or none of what is the counties'. */
export function untoldInWords(orgPath: string, { own, householdsOf }: Pick<Detail, 'own' | 'householdsOf'>): string {
  if (county(orgPath) !== orgPath) {
    const left = householdsOf === null ? '' : '自己会变的各户在下面。';
    return `这里还有别的单位的户，合起来的数不给一个单位的人看：减去自己的，就推得出别的单位是谁家。准的由县里的人看。${left}`;
  }
  const whose = (own?.households ?? 0) > 0 ? '归各县的' : '';
  return `${whose}不到十户，一个数也不显示，不然推得出是谁家。准的、是哪几户，由县里的人看自己县的。`;
}

export function verdictInWords({ outcome, category, tier }: Verdict): string {
  if (outcome === 'none') return '没有适用的标准或低保标准';
  if (outcome === 'ineligible') return '不符合';
  const named = `${category}（${tierTitles[tier as Tier] ?? tier}）`;
  return outcome === 'excluded' ? `${named}，但有排除情形` : named;
}

/** What is not told, because so few households could be known by it. */
export const countInWords = (n: number | null): string => (n === null ? '不显示' : `${n} 户`);
