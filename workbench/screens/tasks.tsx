import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { isWithinCounty } from '../../shared/organisation/org-path.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import { CountyPicker } from '../parts/area.tsx';
import { daysLeft, isSoon, SOON_DAYS } from '../parts/days.ts';
import { ListTable } from '../parts/list-table.tsx';
import { More, usePages } from '../parts/pages.tsx';
import { Empty, ErrorText, Waiting } from '../parts/states.tsx';
import { linkTo, paths } from '../route.ts';
import { useSession } from '../session.ts';
import { Duties } from './tasks/duties.tsx';
import { screenOf } from './tasks/screens.ts';

type Task = AnswerOf<'listTasks'>['tasks'][number];
type Me = ReturnType<typeof useSession>['me'];

/** 今日待办: what is owed by whoever has signed in: for their union, and for its households. */
export function TasksScreen(): ReactNode {
  const { me } = useSession();
  const hasDuties = me.may.includes('listDuties');
  return (
    <>
      <h1>今日待办</h1>
      {hasDuties && <Duties />}
      {me.may.includes('listTasks') ? <OfHouseholds /> : <Empty>各户的待办不归您办；该您看的在抽查、督查里。</Empty>}
    </>
  );
}

/** What is due first first. */
function OfHouseholds(): ReactNode {
  const session = useSession();
  const { client, me } = session;
  const [org, setOrg] = useState(me.orgPath);
  const [only, setOnly] = useState<string | undefined>();
  const pages = usePages(['tasks', org], async (cursor) => {
    const query = { org, ...(cursor === undefined ? {} : { cursor }) };
    return (await client.call('listTasks', { query })).body;
  });
  const all = pages.data?.pages.flatMap(({ tasks }) => tasks) ?? [];
  const shown = all.filter(({ kind }) => only === undefined || kind === only);
  const soon = shown.filter(({ due }) => isSoon(due, session.today()));
  const later = shown.filter((each) => !soon.includes(each));
  return (
    <>
      {!isAskedAlone(me) && <CountyPicker value={org} onPick={setOrg} />}
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && all.length === 0 && !pages.hasNextPage && <Empty>{nothing(me, org)}</Empty>}
      {all.length > 0 && (
        <>
          <Counters tasks={all} more={pages.hasNextPage} only={only} onPick={setOnly} />
          {soon.length > 0 ? <TaskTable tasks={soon} /> : <Empty>{`${SOON_DAYS} 天以内没有到期的。`}</Empty>}
          {later.length > 0 && (
            <details>
              <summary>
                {SOON_DAYS} 天以后才到期的（{later.length}）
              </summary>
              <TaskTable tasks={later} />
            </details>
          )}
        </>
      )}
      <More {...pages} />
    </>
  );
}

/** Whoever approves, and no more, is asked by name: all of it stands in one list, wherever the household is. */
const isAskedAlone = ({ roles }: Me): boolean => roles.every((each) => each === 'approver');

/** Whoever has several counties may look at one where there is nothing, and is told that it is but one. */
function nothing(me: Me, org: string): string {
  const { orgPath, may } = me;
  if (isWithinCounty(orgPath) || isAskedAlone(me)) return '现在没有等着您办的事。';
  const stalled = may.includes('resume') ? '哪里停滞了，系统状况里一并列着。' : '';
  return `${isWithinCounty(org) ? '这个县' : '本级'}现在没有等着您办的事。别处的请在上面选一个县看。${stalled}`;
}

/** How many there are of each kind, of those that were read; one narrows the list to it. */
function Counters({
  tasks,
  more,
  only,
  onPick,
}: {
  tasks: readonly Task[];
  more: boolean;
  only: string | undefined;
  onPick: (kind: string | undefined) => void;
}): ReactNode {
  const kinds = new Map<string, { title: string; count: number; overdue: number }>();
  for (const { kind, title, overdue } of tasks) {
    const { count, overdue: late } = kinds.get(kind) ?? { count: 0, overdue: 0 };
    kinds.set(kind, { title, count: count + 1, overdue: late + (overdue ? 1 : 0) });
  }
  const late = tasks.filter(({ overdue }) => overdue).length;
  return (
    <ul className="counters">
      <Counter
        title="全部"
        count={tasks.length}
        {...{ late, more }}
        picked={only === undefined}
        onPick={() => onPick(undefined)}
      />
      {[...kinds].map(([kind, { title, count, overdue }]) => (
        <Counter
          key={kind}
          {...{ title, count, more }}
          late={overdue}
          picked={only === kind}
          onPick={() => onPick(only === kind ? undefined : kind)}
        />
      ))}
    </ul>
  );
}

function Counter({
  title,
  count,
  late,
  more,
  picked,
  onPick,
}: {
  title: string;
  count: number;
  late: number;
  more: boolean;
  picked: boolean;
  onPick: () => void;
}): ReactNode {
  return (
    <li>
      <button type="button" aria-pressed={picked} onClick={onPick}>
        <strong>
          {count}
          {more && '+'}
        </strong>
        <span>{title}</span>
        {late > 0 && <em>逾期 {late}</em>}
      </button>
    </li>
  );
}

const onForm: readonly Task['kind'][] = ['correct', 'amend', 'convert'];

/** On which screen it is done: most of it on the household's own. */
function whereDone(kind: Task['kind'], dossier: string): string {
  const [path] = screenOf(kind, dossier) ?? [];
  if (path !== undefined) return path;
  return onForm.includes(kind) ? paths.form(dossier) : paths.dossier(dossier);
}

function TaskTable({ tasks }: { tasks: readonly Task[] }): ReactNode {
  const today = useSession().today();
  return (
    <ListTable columns={['期限', '要办什么', '职工', '归哪个工会']}>
      {tasks.map(({ dossier, kind, title, maskedName, union, due, overdue, stalled }) => (
        <tr key={`${dossier}-${kind}-${due}`} className={overdue ? 'late' : undefined}>
          <td data-label="期限">
            {due === null ? '没有定期限' : dateInWords(due)}
            {due !== null && <small>{overdue ? `逾期，${daysLeft(due, today)}` : daysLeft(due, today)}</small>}
          </td>
          <td data-label="要办什么">
            <a className="tasks-deed" href={linkTo(whereDone(kind, dossier))}>
              {title}
            </a>
            {stalled && <small>{stalled.inWords}</small>}
          </td>
          <td data-label="职工">{maskedName}</td>
          <td data-label="工会">{union}</td>
        </tr>
      ))}
    </ListTable>
  );
}
