import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { daysBetween } from '../../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { DeedForm } from '../../parts/deed-form.tsx';
import { useStandards } from '../../parts/standards.ts';
import { Empty, ErrorText, Reading, Waiting } from '../../parts/states.tsx';
import { useWhole } from '../../parts/whole.ts';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

type Health = AnswerOf<'getHealth'>;
type Task = AnswerOf<'listTasks'>['tasks'][number];

/** 系统状况: what stands still, and what somebody has to do about it. No household is opened for it. */
export function HealthScreen(): ReactNode {
  const { client, me } = useSession();
  const ofProvince = !me.orgPath.includes('/');
  const health = useQuery({
    queryKey: ['health'],
    enabled: ofProvince,
    queryFn: async () => (await client.call('getHealth')).body,
  });
  const standards = useStandards();
  if (!ofProvince)
    return (
      <>
        <h1>系统状况</h1>
        <Empty>系统状况由省级的管理员看。停滞的档案，在今日待办里。</Empty>
      </>
    );
  return (
    <>
      <h1>系统状况</h1>
      <Reading of={[health, standards]} />
      {health.data && (
        <>
          <p className="soft">
            {momentInWords(health.data.at)}看的。
            <button type="button" onClick={() => void health.refetch()}>
              再看一遍
            </button>
          </p>
          <Stalled of={health.data.stalled} />
          <Mails of={health.data.mails} />
          <Anchored on={health.data.anchored} />
        </>
      )}
      {standards.data && <Calendar until={standards.data.calendar.until} />}
      <h2>逾期的待办</h2>
      <p>
        按县、按种类看，在<a href={linkTo(paths.figures)}>统计</a>。审批人缺不缺，在
        <a href={linkTo(paths.approvers)}>审批人</a>。
      </p>
      <h2>这里看不到的</h2>
      <p>
        有的事系统没有办成，搁在一边等人看；还有各种告警。这些在云的控制台和告警的信里，怎样看、怎样办，写在运行手册里。
      </p>
    </>
  );
}

function Stalled({ of }: { of: Health['stalled'] }): ReactNode {
  return (
    <>
      <h2>停滞的档案</h2>
      {of.length === 0 ? (
        <p className="done">没有停滞的。</p>
      ) : (
        of.map(({ orgPath, name, count, more }) => (
          <details key={orgPath} className="card" open={of.length === 1}>
            <summary>
              {name}：{count}
              {more && '+'} 份
            </summary>
            <InCounty org={orgPath} />
          </details>
        ))
      )}
    </>
  );
}

/** Whoever resumes a dossier may not read it, and needs no more of it than where it stands. */
function InCounty({ org }: { org: string }): ReactNode {
  const { client } = useSession();
  const tasks = useWhole<Task>(['stalled', org], async (cursor) => {
    const { tasks: found, cursor: next } = (await client.call('listTasks', { query: { org, cursor } })).body;
    return { items: found.filter(({ kind }) => kind === 'resume'), cursor: next };
  });
  if (tasks.isPending) return <Waiting />;
  if (tasks.isError) return <ErrorText error={tasks.error} again={() => void tasks.refetch()} />;
  return tasks.data.map(({ dossier, union, maskedName, stalled }) => (
    <DeedForm
      key={dossier}
      title={`${maskedName}，${union}`}
      button="排除了，接着走"
      send={(_, key) => client.call('resume', { params: { id: dossier }, key, body: {} })}
      said="已经叫它接着走。还走不下去的，过一会儿又在这里。"
    >
      <p>{stalled?.inWords ?? '停在一步上。'}</p>
    </DeedForm>
  ));
}

function Mails({ of: { waiting, more, late, lateSince } }: { of: Health['mails'] }): ReactNode {
  return (
    <>
      <h2>信和短信</h2>
      {late > 0 ? (
        <div className="fault" role="alert">
          <p>
            <strong>有 {late} 封早该发出、一直发不出去</strong>
          </p>
          <p>
            最早的该在{lateSince && momentInWords(lateSince)}发。请看邮件中继、短信网关是不是停了；恢复以后自己补发。
          </p>
        </div>
      ) : (
        <p className="done">
          没有发不出去的。等着发的 {waiting}
          {more && '+'} 封，夜里的等到早上发。
        </p>
      )}
    </>
  );
}

/** A day is anchored in the night that follows it. */
function Anchored({ on }: { on: string | null }): ReactNode {
  const today = useSession().today();
  const late = on === null ? undefined : daysBetween(on, today);
  return (
    <>
      <h2>日志存证</h2>
      {late === undefined ? (
        <Empty>还没有存过证：头一天的在次日凌晨。</Empty>
      ) : (
        <p className={late > 2 ? 'fault' : 'done'}>
          {dateInWords(on as string)}和以前的日志都存了证，以后有人改动就查得出。
          {late > 2 && '落后了两天以上，请照运行手册看锚定的函数。'}
        </p>
      )}
    </>
  );
}

function Calendar({ until }: { until: string }): ReactNode {
  const left = daysBetween(useSession().today(), until);
  return (
    <>
      <h2>工作日历</h2>
      <p className={left < 60 ? 'fault' : 'done'}>
        到{dateInWords(until)}为止，还有 {left} 天。
        {left < 60 && (
          <>
            请在<a href={linkTo(paths.standards)}>标准与低保标准</a>里录入下一年的节假日安排。
          </>
        )}
      </p>
    </>
  );
}
