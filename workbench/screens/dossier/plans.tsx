import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { evaluations } from '../../../shared/matters/outcomes.ts';
import { dateInWords, momentInWords, monthInWords } from '../../../shared/pages/dates.ts';
import { Lines, Rows } from '../../parts/rows.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Detail } from './detail.ts';

/** 帮扶计划: the last as it is; whichever other was made is read when it is asked for. */
export function PlanTab({ of: { id, plan, planInForce } }: { of: Detail }): ReactNode {
  const [picked, setPicked] = useState<number | undefined>();
  if (!plan) return <Empty>还没有制定帮扶计划。</Empty>;
  const at = picked ?? plan.plan;
  return (
    <>
      <Rows
        of={[
          ['签字', at === plan.plan && plan.signedAt === null ? '困难职工还没有签字' : null],
          ['不同意', plan.declined && `${dateInWords(plan.declined.on)}：${plan.declined.reason}`],
          ['现行的', planInForce && `第 ${planInForce.plan} 版，${monthInWords(planInForce.dueMonth)}到期`],
        ]}
      />
      {plan.plan > 1 && (
        <label className="field">
          看哪一版
          <select value={at} onChange={({ target }) => setPicked(Number(target.value))}>
            {Array.from({ length: plan.plan }, (_, index) => plan.plan - index).map((each) => (
              <option key={each} value={each}>
                第 {each} 版{each === planInForce?.plan ? '（现行的）' : ''}
              </option>
            ))}
          </select>
        </label>
      )}
      <OnePlan key={at} id={id} number={at} asOf={plan.signedAt} />
    </>
  );
}

type Plan = AnswerOf<'getPlan'>;

/** One version, with what became of it. */
function OnePlan({ id, number, asOf }: { id: string; number: number; asOf: string | null }): ReactNode {
  const { client } = useSession();
  const plan = useQuery({
    queryKey: ['plan', id, number, asOf],
    queryFn: async () => (await client.call('getPlan', { params: { id, plan: String(number) } })).body,
  });
  if (plan.isPending) return <Waiting />;
  if (plan.isError) return <ErrorText error={plan.error} again={() => void plan.refetch()} />;
  const { madeOn, byName, signedAt, evaluations: evaluated } = plan.data;
  return (
    <Rows
      of={[
        ['第几版', `第 ${number} 版，${byName}，${dateInWords(madeOn)}制定`],
        ['签了字', signedAt && momentInWords(signedAt)],
        ...planRows(plan.data),
        ...evaluated.map(({ on, byName: by, outcome, dueMonth, reason }) => {
          const until = dueMonth === null ? '' : `，到${monthInWords(dueMonth)}底`;
          const why = reason === null ? '' : `：${reason}`;
          return [`${dateInWords(on)}考核`, `${evaluations[outcome]}${until}${why}（${by}）`] as const;
        }),
      ]}
    />
  );
}

function planRows({ content }: Pick<Plan, 'content'>): (readonly [string, ReactNode])[] {
  const person = ({ name, post, contact }: { name: string; post: string; contact: string }) =>
    `${name}，${post}，${contact}`;
  return [
    ['帮扶单位', content.assistingOrganization],
    ['帮扶责任人', person(content.officer)],
    ['工会联络人', person(content.liaison)],
    ['帮扶需求', content.needs],
    ['五类重点群体', content.priorityGroup],
    ['“四个一批”措施', content.supportTracks.join('、')],
    ['解困脱困计划', content.programs.join('、')],
    ['帮扶措施', <Lines key="measures" of={content.measures} />],
    ['完成时限', monthInWords(content.dueMonth)],
    ['备注', content.remarks],
  ];
}
