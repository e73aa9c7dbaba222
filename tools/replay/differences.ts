import { outcomeTitles } from '../../shared/contract/titles.ts';
import { canonicalJson } from '../../shared/digest/digest.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import { leavingReasons } from '../../shared/matters/standing.ts';
import type { AssessmentRecord } from '../../shared/standards/record.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';

/** What the journal says of a verdict in clear. */
export type Said = Omit<ActionOf<'assess'>, 'type' | 'occasion' | 'form' | 'record' | 'withheld' | 'basis'>;

interface Verdict {
  said: Said;
  record: AssessmentRecord;
}

/** 符合，低保户（全国级）；提出退出：… */
export function inWords({ outcome, category, tier, reason, exemptible, nearly }: Said): string {
  const kind = category === null ? '' : `，${category}${tier === null ? '' : `（${tierTitles[tier]}）`}`;
  const more = [
    ...(reason === null ? [] : [`退出的原因：${leavingReasons[reason].title}`]),
    ...(exemptible ? ['可以豁免'] : []),
    ...(nearly ? ['差一点'] : []),
  ];
  return [`${outcomeTitles[outcome]}${kind}`, ...more].join('；');
}

/** In what a verdict differs that was computed again, in Chinese; a sentence is named by its number and not told. */
export function differences(before: Verdict, after: Verdict): string[] {
  const [was, is] = [before.record, plain(after.record)];
  const [said, saysNow] = [inWords(before.said), inWords(after.said)];
  const found = [
    ...(said === saysNow ? [] : [`当时是“${said}”，现在算得“${saysNow}”`]),
    ...sentences('逐条说明', was.explanation, is.explanation),
    ...sentences('给审批人看的说明', was.forApprover, is.forApprover),
    ...sentences(
      '入户调查要问的',
      was.surveyQuestions.map(({ question }) => question),
      is.surveyQuestions.map(({ question }) => question),
    ),
  ];
  // What no sentence says, e.g. an intermediate figure of a clause that did not hold.
  return found.length > 0 || canonicalJson(was) === canonicalJson(is) ? found : ['说得一样，但其中的中间数不同'];
}

function sentences(of: string, before: readonly string[], after: readonly string[]): string[] {
  const other = before.flatMap((sentence, index) => (sentence === after[index] ? [] : [index + 1]));
  return [
    ...(before.length === after.length ? [] : [`${of}当时 ${before.length} 句，现在 ${after.length} 句`]),
    ...(other.length > 0 ? [`${of}第 ${other.join('、')} 句不同`] : []),
  ];
}

/** As it comes back from where it is kept. */
const plain = (record: AssessmentRecord): AssessmentRecord => JSON.parse(JSON.stringify(record)) as AssessmentRecord;
