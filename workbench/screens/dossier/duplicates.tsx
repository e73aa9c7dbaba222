import type { ReactNode } from 'react';
import { Lines, Rows } from '../../parts/rows.tsx';
import { Empty } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import type { Detail } from './detail.ts';
import { personTitle } from './person.ts';

/** 查重: what is like this household, how that was ruled, and which dossiers were merged. */
export function DuplicatesTab({ of }: { of: Detail }): ReactNode {
  const { duplicates, mergers, mergedInto } = of;
  const { found, rulings, cleared } = duplicates;
  const ruledOn = (dossier: string) => rulings.filter((each) => each.dossier === dossier).map(rulingInWords);
  const others = rulings.filter(({ dossier }) => !found.some((each) => each.dossier === dossier));
  if (found.length + rulings.length + mergers.length === 0 && !cleared)
    return <Empty>没有查到疑似重复，也没有裁定过、合并过。</Empty>;
  return (
    <>
      {cleared && <p>审核人看过这一份表和证件，已经放行：当天查到的再多也可以提交。表再改，放行就不再算数。</p>}
      {found.length > 0 && (
        <>
          <h3>查到的</h3>
          <Rows
            of={found.map((each, index) => [
              `第 ${index + 1} 条，${each.score} 分`,
              <Lines
                key={each.dossier}
                of={[
                  `${each.union}的一份${each.ended ? '，已经终结' : ''}`,
                  ...each.reasons.map(({ pointer, sentence }) => `${personTitle(of, pointer)}：${sentence}`),
                  ...ruledOn(each.dossier),
                  ...(each.open ? [<strong key="open">等着裁定</strong>] : []),
                ]}
              />,
            ])}
          />
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>在另一份上查到、已经裁定的</h3>
          <Rows of={others.map((each, index) => [`第 ${index + 1} 条`, rulingInWords(each)])} />
        </>
      )}
      {mergers.length > 0 && (
        <>
          <h3>合并</h3>
          <Rows
            of={mergers.map(({ dossier, reason }, index) => [
              `第 ${index + 1} 次`,
              <Lines
                key={dossier}
                of={[
                  mergedInto === null ? '另一份并入了这一份。' : '这一份并入了另一份。',
                  ...(reason === undefined
                    ? ['理由只给也能查看另一份的人。']
                    : [
                        `理由：${reason}`,
                        <a key="other" href={linkTo(paths.dossier(dossier))}>
                          打开另一份
                        </a>,
                      ]),
                ]}
              />,
            ])}
          />
        </>
      )}
    </>
  );
}

function rulingInWords({ ruling, reason, awaitsMerger }: Detail['duplicates']['rulings'][number]): string {
  const words = ruling === 'same' ? '裁定为同一户' : '裁定为不是一户';
  return `${words}${reason === undefined ? '' : `：${reason}`}${awaitsMerger ? '（等着合并）' : ''}`;
}
