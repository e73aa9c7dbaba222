import { type ReactNode, useState } from 'react';
import { applicationLists } from '../../../shared/contract/titles.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { CountyPicker } from '../../parts/area.tsx';
import { daysLeft } from '../../parts/days.ts';
import { ListTable } from '../../parts/list-table.tsx';
import { More, usePages } from '../../parts/pages.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { ShowNew } from './show.tsx';

type Listed = AnswerOf<'listApplications'>['applications'][number];

/** 职工的申请: what workers have asked for themselves, until a union takes it over. */
export function ApplicationsScreen(): ReactNode {
  const { client, me } = useSession();
  const [org, setOrg] = useState(me.orgPath);
  const [list, setList] = useState<keyof typeof applicationLists>('open');
  const pages = usePages(
    ['applications', org, list],
    async (cursor) => (await client.call('listApplications', { query: { org, list, cursor } })).body,
  );
  const applications = pages.data?.pages.flatMap((page) => page.applications) ?? [];
  return (
    <>
      <h1>职工的申请</h1>
      <p className="soft">职工自己、或者别人替他们在手机上提交的。接收了就是一份草稿，接着填表。</p>
      <div className="filters">
        <CountyPicker isWhole value={org} onPick={setOrg} />
        <label className="field">
          看哪些
          <select value={list} onChange={({ target }) => setList(target.value as keyof typeof applicationLists)}>
            {Object.entries(applicationLists).map(([word, title]) => (
              <option key={word} value={word}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && applications.length === 0 && !pages.hasNextPage && (
        <Empty>{list === 'open' ? '没有等着接收的申请。' : '还没有办完了的申请。'}</Empty>
      )}
      {applications.length > 0 && <Table of={applications} />}
      <More {...pages} />
      {me.may.includes('handleApplication') && <ShowNew />}
    </>
  );
}

function Table({ of }: { of: readonly Listed[] }): ReactNode {
  const today = useSession().today();
  return (
    <ListTable columns={['职工', '办到哪里', '期限', '提交', '归哪个工会']}>
      {of.map(({ id, maskedName, standingTitle, due, overdue, submittedOn, union }) => (
        <tr key={id} className={overdue ? 'late' : undefined}>
          <th scope="row">
            <a href={linkTo(paths.application(id))}>{maskedName}</a>
          </th>
          <td data-label="办到哪里">{standingTitle}</td>
          <td data-label="期限">
            {due === null ? '办完了' : dateInWords(due)}
            {due !== null && <small>{overdue ? `逾期，${daysLeft(due, today)}` : daysLeft(due, today)}</small>}
          </td>
          <td data-label="提交">{dateInWords(submittedOn)}</td>
          <td data-label="工会">{union}</td>
        </tr>
      ))}
    </ListTable>
  );
}
