import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { dateInWords, momentInWords } from '../../shared/pages/dates.ts';
import { daysLeft } from '../parts/days.ts';
import { KeptAbout } from '../parts/kept-fields.ts';
import { Needing } from '../parts/needing.tsx';
import { More, usePages } from '../parts/pages.tsx';
import { useRows } from '../parts/row-keys.ts';
import { Lines, Rows } from '../parts/rows.tsx';
import { Empty, ErrorText, Waiting } from '../parts/states.tsx';
import { paths, useRoute } from '../route.ts';
import { useSession } from '../session.ts';
import { Batch } from './approvals/batch.tsx';
import { DecisionForm } from './approvals/decision.tsx';
import { Findings } from './approvals/findings.tsx';

type Task = AnswerOf<'listTasks'>['tasks'][number];
export type Matter = AnswerOf<'getApproval'>;

/** 审批台: what waits for the approver who has signed in on the left, one of it on the right. Opening one is recorded. */
export function ApprovalsScreen({ id: open }: { id?: string }): ReactNode {
  const { client, me, today } = useSession();
  const [, go] = useRoute();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [together, setTogether] = useState(false);
  const [done, setDone] = useState<string | undefined>();
  const body = useRows('button.approvals-open');
  const pages = usePages(['tasks', me.orgPath, 'decide'], async (cursor) => {
    const query = { org: me.orgPath, ...(cursor === undefined ? {} : { cursor }) };
    return (await client.call('listTasks', { query })).body;
  });
  const tasks = (pages.data?.pages.flatMap((page) => page.tasks) ?? []).filter(({ kind }) => kind === 'decide');
  const waiting = tasks.filter(({ dossier }) => ticked.has(dossier));
  const tick = (dossier: string, on: boolean) => {
    const rest = [...ticked].filter((each) => each !== dossier);
    setTicked(new Set(on ? [...rest, dossier] : rest));
  };
  if (together) {
    return (
      <Batch
        tasks={waiting}
        onBack={() => {
          setTogether(false);
          setTicked(new Set());
          void pages.refetch();
        }}
      />
    );
  }
  return (
    <>
      <h1>审批台</h1>
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && tasks.length === 0 && !pages.hasNextPage && (
        <Empty>现在没有等您决定的。送审以后会写信给您，这里也会列出。</Empty>
      )}
      {done !== undefined && (
        <p className="done" role="status">
          {done}
        </p>
      )}
      {tasks.length > 0 && (
        <div className={open === undefined ? 'approvals' : 'approvals approvals-one'}>
          <section className="approvals-list" aria-label="等您决定的">
            <p className="soft">
              等您决定的 {tasks.length}
              {pages.hasNextPage && '+'} 件，先到期的在前。
              <span className="approvals-keys">J、K 上下移动，回车打开。</span>
            </p>
            <ul {...body}>
              {tasks.map((task) => (
                <OneTask
                  key={task.dossier}
                  task={task}
                  today={today()}
                  isOpen={open === task.dossier}
                  isTicked={ticked.has(task.dossier)}
                  onOpen={() => {
                    setDone(undefined);
                    go(paths.approval(task.dossier));
                  }}
                  onTick={(on) => tick(task.dossier, on)}
                />
              ))}
            </ul>
            <More {...pages} />
            <Needing
              why={waiting.length < 2 ? '勾上两件以上，可以一起看、一起批。' : undefined}
              onClick={() => setTogether(true)}
            >
              一起看勾上的 {waiting.length} 件
            </Needing>
          </section>
          {open === undefined ? (
            <div className="approvals-none">
              <Empty>从左边打开一件。</Empty>
            </div>
          ) : (
            <OneMatter
              key={open}
              id={open}
              onClose={() => go(paths.approvals)}
              onDecided={(words) => {
                setDone(words);
                go(paths.approvals);
                tick(open, false);
                void pages.refetch();
              }}
            />
          )}
        </div>
      )}
    </>
  );
}

function OneTask({
  task: { maskedName, union, due, overdue },
  today,
  isOpen,
  isTicked,
  onOpen,
  onTick,
}: {
  task: Task;
  today: string;
  isOpen: boolean;
  isTicked: boolean;
  onOpen: () => void;
  onTick: (on: boolean) => void;
}): ReactNode {
  return (
    <li className={overdue ? 'approvals-late' : undefined}>
      <label className="approvals-tick">
        <input type="checkbox" checked={isTicked} onChange={({ target }) => onTick(target.checked)} />
        <span>勾上{maskedName}</span>
      </label>
      <button type="button" className="approvals-open" aria-current={isOpen ? 'true' : undefined} onClick={onOpen}>
        <strong>{maskedName}</strong>
        <span>{union}</span>
        {due !== null && (
          <small>
            {overdue ? '逾期，' : ''}
            {dateInWords(due)}，{daysLeft(due, today)}
          </small>
        )}
      </button>
    </li>
  );
}

/** The verdict first, the clause that decided open, the rest folded; then what people wrote, the papers, and the decision. */
function OneMatter({
  id,
  onClose,
  onDecided,
}: {
  id: string;
  onClose: () => void;
  onDecided: (words: string) => void;
}): ReactNode {
  const { client } = useSession();
  const matter = useQuery({
    queryKey: ['approval', id],
    queryFn: async () => (await client.call('getApproval', { params: { id } })).body,
  });
  return (
    <article className="approvals-matter" aria-label="一件审批">
      <button type="button" className="approvals-back" onClick={onClose}>
        回到清单
      </button>
      {matter.isPending && <Waiting words="正在打开……" />}
      {matter.isError && <ErrorText error={matter.error} again={() => void matter.refetch()} />}
      {matter.data && (
        <>
          <h2>
            {matter.data.maskedName}：{matter.data.purposeTitle}
          </h2>
          <p className="verdict">{matter.data.verdict}</p>
          {matter.data.notClean.length > 0 && (
            <p className="approvals-notes">请留意：{matter.data.notClean.join('；')}。</p>
          )}
          <Facts of={matter.data} />
          <Findings id={id} />
          <KeptAbout value={`${matter.data.id} ${matter.data.request}`}>
            <DecisionForm of={matter.data} onDecided={onDecided} />
          </KeptAbout>
        </>
      )}
    </article>
  );
}

const pairs = (rows: readonly { label: string; value: string }[]) =>
  rows.map(({ label, value }) => [label, value] as const);

function Facts({ of }: { of: Matter }): ReactNode {
  const { deciding, explanation, basis, exit, exclusions, course, change, changed, sections, timeline } = of;
  return (
    <>
      <Rows
        of={[
          ['建档的工会', of.union],
          ['哪一级', of.levels > 1 ? `${of.levelName}（第 ${of.level} 级，一共 ${of.levels} 级）` : of.levelName],
          ['期限', momentInWords(of.deadline)],
          [
            '类别和级别',
            change && (change.from === change.to ? `${change.to}，不变` : `${change.from}，改为${change.to}`),
          ],
          ['变更了哪几栏', changed && (changed.length === 0 ? '没有能在这里显示的变动' : changed.join('、'))],
          ...(exit === null ? [] : pairs(exit)),
        ]}
      />
      <h3>起决定作用的一条</h3>
      <p>{deciding}</p>
      <Folded title="逐条认定和依据">
        <Lines of={explanation} />
        <Rows of={pairs(basis)} />
      </Folded>
      {exclusions.length > 0 && (
        <Folded title="命中的排除情形和豁免" open>
          <Rows of={pairs(exclusions)} />
        </Folded>
      )}
      <Folded title="调查、评议、核对、公示">
        <Rows of={pairs(course)} />
      </Folded>
      <Folded title="档案表">
        {sections.map(({ title, rows }) => (
          <section key={title}>
            <h4>{title}</h4>
            <Rows of={pairs(rows)} />
          </section>
        ))}
      </Folded>
      <Folded title="最近办过什么">
        <Rows of={timeline.map(({ at, what, by }) => [momentInWords(at), `${what}（${by}）`] as const)} />
      </Folded>
    </>
  );
}

export function Folded({
  title,
  open = false,
  children,
}: {
  title: string;
  open?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <details open={open} className="approvals-folded">
      <summary>{title}</summary>
      {children}
    </details>
  );
}
