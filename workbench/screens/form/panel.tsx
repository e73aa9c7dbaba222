import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Refused } from '../../../shared/contract/client.ts';
import { outcomeTitles } from '../../../shared/contract/titles.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { formatFen, perCapita } from '../../../shared/money/fen.ts';
import { useSession } from '../../session.ts';
import { useForm, useOfForm } from './context.ts';
import { useWide } from './wide.ts';

/** How long after the last change the standards are asked, in ms. */
const ASKED_AFTER = 1500;

/** Beside the form: what the figures come to, and what the province's standards would say of them today. */
export function Panel(): ReactNode {
  const isWide = useWide();
  const head = useOfForm(({ form: { household } }) =>
    perCapitaIn(household?.annualHouseholdIncome, household?.householdSize),
  );
  return (
    <aside className="form-panel" aria-label="试算">
      <details open={isWide || undefined}>
        <summary>试算{head !== '' && `：人均 ${head} 一个月`}</summary>
        <Figures />
        <Verdict />
      </details>
    </aside>
  );
}

/** '' until both figures are there. */
function perCapitaIn(annual: number | undefined, size: number | undefined): string {
  return annual === undefined || size === undefined || size < 1 ? '' : formatFen(perCapita(annual, size).fen);
}

function Figures(): ReactNode {
  const annual = useOfForm(({ form }) => form.household?.annualHouseholdIncome);
  const size = useOfForm(({ form }) => form.household?.householdSize);
  const head = perCapitaIn(annual, size);
  return (
    <dl className="form-figures">
      <dt>家庭年度总收入</dt>
      <dd>{annual === undefined ? '还没有填' : formatFen(annual)}</dd>
      <dt>家庭月人均收入</dt>
      <dd>{head === '' ? '填了总收入和人口就有' : head}</dd>
    </dl>
  );
}

/** 暂定: by the standards of today, of what is filled in and not yet looked into. */
function Verdict(): ReactNode {
  const { client } = useSession();
  const store = useForm();
  const left = useOfForm((each) => each.faults.length);
  const changes = useOfForm((each) => each.changes);
  const [settled, setSettled] = useState(changes);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(changes), ASKED_AFTER);
    return () => clearTimeout(timer);
  }, [changes]);
  const asked = useQuery({
    queryKey: ['assess', settled, store],
    enabled: left === 0,
    placeholderData: (before) => before,
    queryFn: async () => (await client.call('assess', { body: store.form as never })).body,
  });
  if (left > 0) return <p className="soft">还有 {left} 处没有填好；都填好了，这里按本省的标准试算。</p>;
  if (asked.isPending) return <p role="status">正在试算……</p>;
  if (asked.isError) return <p className="form-fault">{whyNot(asked.error)}</p>;
  return <Says of={asked.data} />;
}

function whyNot(error: unknown): string {
  const problem = error instanceof Refused ? error.problem : undefined;
  return problem?.title ? `试算不了：${problem.title}${problem.detail ?? ''}` : '没有连上，试算不了；不影响填表。';
}

function Says({ of }: { of: AnswerOf<'assess'> }): ReactNode {
  const { line, outcome, category, tierTitle, others, surveyQuestions, standards } = of;
  const hit = standards.flatMap(({ exclusions }) => exclusions.filter(({ holds, exempted }) => holds && !exempted));
  return (
    <div role="status">
      <dl className="form-figures">
        <dt>{line.name}低保标准</dt>
        <dd>
          {formatFen(line.fen)} 每人每月{line.invented && '（虚构，供演示）'}
        </dd>
        <dt>暂定</dt>
        <dd>
          <strong>
            {outcomeTitles[outcome]}
            {category !== null && `：${category}`}
            {tierTitle !== null && `，${tierTitle}`}
          </strong>
        </dd>
      </dl>
      {hit.length > 0 && <Lacking title="命中排除情形" of={hit.map(({ title }) => title)} />}
      {others.length > 0 && (
        <Lacking
          title="要归入别的类别，还差"
          of={others.map(({ category: other, needs }) => `${other}：${needs.join('；')}`)}
        />
      )}
      {surveyQuestions.length > 0 && (
        <Lacking title="入户调查还要问明" of={surveyQuestions.map(({ question }) => question)} />
      )}
      <p className="soft">暂定的只凭表上所写，以提交以后的认定为准。</p>
    </div>
  );
}

function Lacking({ title, of }: { title: string; of: readonly string[] }): ReactNode {
  return (
    <>
      <p>{title}：</p>
      <ul>
        {[...new Set(of)].map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </>
  );
}
