import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

type Period = AnswerOf<'listReturns'>['periods'][number];

/** 上报: the periods that are over, what of each one's own union has signed, and how many below it have. */
export function ReturnsScreen(): ReactNode {
  const { client } = useSession();
  const all = useQuery({ queryKey: ['returns'], queryFn: async () => (await client.call('listReturns', {})).body });
  return (
    <>
      <h1>上报</h1>
      <p className="soft">
        一期过完了，县里看过核对出的、签报，市里、省里把签过的合在一起再签。签了就不变，迟来的另作补充上报。
      </p>
      {all.isPending && <Waiting words="正在数各期……" />}
      {all.isError && <ErrorText error={all.error} again={() => void all.refetch()} />}
      {all.data && <Shown periods={all.data.periods} union={all.data.union} />}
    </>
  );
}

function Shown({ periods, union }: { periods: readonly Period[]; union: string }): ReactNode {
  const asked = periods.filter((each) => each.asked);
  const others = periods.filter((each) => !each.asked);
  return (
    <>
      <h2>{union}</h2>
      {periods.length === 0 && <Empty>用本系统以来，还没有一期过完。</Empty>}
      {asked.length > 0 && <Periods of={asked} caption="本省要报的各期" />}
      {asked.length === 0 && periods.length > 0 && <Empty>本省要报的，还没有一期过完。</Empty>}
      {others.length > 0 && (
        <details>
          <summary>别的各期（{others.length}），不催，要看的、要签的也可以</summary>
          <Periods of={others} caption="别的各期" />
        </details>
      )}
    </>
  );
}

function Periods({ of, caption }: { of: readonly Period[]; caption: string }): ReactNode {
  const { me } = useSession();
  const today = me.now.slice(0, 10);
  return (
    <table className="list">
      <caption className="soft">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">哪一期</th>
          <th scope="col">截至</th>
          <th scope="col">期限</th>
          <th scope="col">本级</th>
          <th scope="col">下级</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ period, title, day, due, signed, parts, partsSigned, asked }) => {
          const isLate = asked && signed === null && due < today;
          return (
            <tr key={period} className={isLate ? 'late' : undefined}>
              <td data-label="哪一期">
                <a href={linkTo(paths.return(period))}>{title}</a>
                {isLate && (
                  <>
                    <br />
                    <small>过了期限</small>
                  </>
                )}
              </td>
              <td data-label="截至">{dateInWords(day)}</td>
              <td data-label="期限">{dateInWords(due)}</td>
              <td data-label="本级">
                {signed === null ? '没有签报' : signed === 0 ? '签报了' : `签报了，补充 ${signed} 次`}
              </td>
              <td data-label="下级">{parts === 0 ? '没有下级' : `${parts} 个，签了 ${partsSigned} 个`}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
