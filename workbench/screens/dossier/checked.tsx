import type { ReactNode } from 'react';
import { checkResults, checkSources } from '../../../shared/checking/sources.ts';
import { deliberationOutcomes } from '../../../shared/matters/outcomes.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { Lines, Rows } from '../../parts/rows.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import type { Detail } from './detail.ts';
import { personTitle } from './person.ts';

/** 评议, as it was recorded. */
export function Deliberation({ of: { deliberation, attachments } }: { of: Detail }): ReactNode {
  if (deliberation === null) return null;
  const { heldOn, outcome, minutes, place, present, votes, opinion, keptBy } = deliberation;
  return (
    <>
      <h3>评议</h3>
      <Rows
        of={[
          ['评议的日期', `${dateInWords(heldOn)}，${place}`],
          ['到会评议的人', present.map(({ name, post }) => `${name}（${post}）`).join('、')],
          [
            '票数',
            `同意 ${votes.for}，不同意 ${votes.against}，弃权 ${votes.abstain}：${deliberationOutcomes[outcome]}`,
          ],
          ['评议意见', opinion],
          ['记录人', keptBy],
          ['签了字的评议记录', attachments.find(({ id }) => id === minutes)?.name],
        ]}
      />
    </>
  );
}

/** What each office answered, what was said to it, and how that was ruled. */
export function Answers({ of }: { of: Detail }): ReactNode {
  const { me } = useSession();
  const opens = me.may.includes('readChecks');
  return (
    <Rows
      of={of.checking.map(({ source, askedOn, batch, result, answeredOn, people, explanation, ruling }) => [
        checkSources[source],
        <Lines
          key={source}
          of={[
            askedOn === null ? (
              '还没有送'
            ) : (
              <>
                {dateInWords(askedOn)}送核对，批号{' '}
                {batch && opens ? <a href={linkTo(paths.check(batch.check))}>{batch.number}</a> : batch?.number}
              </>
            ),
            ...(askedOn === null
              ? []
              : [
                  result === null
                    ? '还没有答复'
                    : `${checkResults[result]}${answeredOn ? `（${dateInWords(answeredOn)}登记）` : ''}`,
                ]),
            ...people.flatMap(({ person, difference }) =>
              difference === null ? [] : [`${personTitle(of, person)}：${difference}`],
            ),
            ...(explanation ? [`说明：${explanation.statement}`] : []),
            ...(ruling ? [`复核：${ruling.opinion}（${ruling.byName}，${dateInWords(ruling.on)}）`] : []),
          ]}
        />,
      ])}
    />
  );
}
