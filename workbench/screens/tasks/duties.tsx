import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { daysLeft } from '../../parts/days.ts';
import { ErrorText } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

type Duty = AnswerOf<'listDuties'>['duties'][number];

/** 不归哪一户的: what is owed for one's own union, above what is owed for households. Nothing where nothing is. */
export function Duties(): ReactNode {
  const { client } = useSession();
  const duties = useQuery({ queryKey: ['duties'], queryFn: async () => (await client.call('listDuties', {})).body });
  if (duties.isError) return <ErrorText error={duties.error} again={() => void duties.refetch()} />;
  if (duties.data === undefined || duties.data.duties.length === 0) return null;
  return (
    <section aria-labelledby="duties">
      <h2 id="duties">{duties.data.union}的（不归哪一户）</h2>
      <ul className="tasks-duties">
        {duties.data.duties.map((each) => (
          <OneDuty key={`${each.kind}${each.about}`} of={each} />
        ))}
      </ul>
    </section>
  );
}

function OneDuty({ of: { kind, about, title, detail, due, overdue } }: { of: Duty }): ReactNode {
  const today = useSession().today();
  return (
    <li className={overdue ? 'late' : undefined}>
      <a className="tasks-deed" href={linkTo(whereDone(kind, about))}>
        {title}
      </a>
      {due !== null && (
        <p className={overdue ? 'late-word' : 'soft'}>
          期限 {dateInWords(due)}，{overdue ? '逾期，' : ''}
          {daysLeft(due, today)}
        </p>
      )}
      {detail !== null && <p className="soft">{detail}</p>}
    </li>
  );
}

function whereDone(kind: Duty['kind'], about: string | null): string {
  switch (kind) {
    case 'signReturn':
      return about === null ? paths.returns : paths.return(about);
    case 'drawNumbers':
    case 'drawSample':
      return about === null ? paths.spotChecks : paths.spotCheck(about);
    case 'coverage':
      return paths.spotChecks;
    case 'inspectionEnds':
      return paths.inspection;
    case 'confirmProposal':
      return paths.standards;
  }
}
