import { useQueries, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { Needing } from '../../parts/needing.tsx';
import { Empty, ErrorText, inOneLine, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';

type Task = AnswerOf<'listTasks'>['tasks'][number];

/** So many at once: a list that is read before it is signed, and not one that is scrolled past. */
const MOST = 30;

/**
 * Several approved together, each decided by itself: the list is read first, and only what nothing is out of the ordinary
 * with can be signed here. One that fails keeps none of the others back.
 */
export function Batch({ tasks, onBack }: { tasks: readonly Task[]; onBack: () => void }): ReactNode {
  const { client } = useSession();
  const queries = useQueryClient();
  // As it was when it was begun: what is decided leaves the list outside, and stays in this one.
  const [all] = useState(tasks.slice(0, MOST));
  const [results, setResults] = useState<ReadonlyMap<string, string>>(new Map());
  const [isRunning, setRunning] = useState(false);
  const read = useQueries({
    queries: all.map(({ dossier: id }) => ({
      // Read when the list is begun, and once: what was opened before may be otherwise by now.
      queryKey: ['approval', id, 'together'],
      queryFn: async () => (await client.call('getApproval', { params: { id } })).body,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    })),
  });
  const matters = read.flatMap(({ data }) => (data ? [data] : []));
  const clean = matters.filter(({ notClean, held, id }) => notClean.length === 0 && !held && !results.has(id));
  const isReading = read.some(({ isPending }) => isPending);
  const sign = async () => {
    setRunning(true);
    for (const { id, request } of clean) {
      const said = await client.call('decideApproval', { params: { id }, body: { request, decision: 'approve' } }).then(
        () => agreed,
        (error: unknown) => `没有办成：${inOneLine(error)}`,
      );
      setResults((before) => new Map([...before, [id, said]]));
    }
    setRunning(false);
    await queries.invalidateQueries({ queryKey: ['tasks'] });
  };
  return (
    <>
      <h1>一起批</h1>
      <p>
        逐件看过下面的结论再签。没有异议、重复、豁免、缺件，也没有退回过的，才能在这里一起同意；别的请回到清单逐件办。
      </p>
      {tasks.length > MOST && <p>一次至多 {MOST} 件，先列最早到期的。</p>}
      {isReading && <Waiting words={`正在打开，${matters.length}/${all.length}……`} />}
      {read.map(({ isError, error }, n) => (isError ? <ErrorText key={all[n]?.dossier} error={error} /> : null))}
      {matters.length === 0 && !isReading && <Empty>没有可以列出的。</Empty>}
      {matters.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">职工</th>
              <th scope="col">结论</th>
              <th scope="col">能不能一起批</th>
            </tr>
          </thead>
          <tbody>
            {matters.map(({ id, maskedName, union, verdict, purposeTitle, deciding, notClean, held }) => (
              <tr key={id}>
                <th scope="row">
                  {maskedName}
                  <small>{union}</small>
                </th>
                <td data-label="结论">
                  {purposeTitle}：{verdict}
                  <small>{deciding}</small>
                </td>
                <td data-label="能不能一起批">{results.get(id) ?? canSign(held, notClean)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p role="status">
        {isRunning && `正在逐件记下，${results.size}/${results.size + clean.length}……`}
        {!isRunning && results.size > 0 && whatCame([...results.values()])}
      </p>
      <div className="approvals-deeds">
        <Needing
          className="primary"
          why={whyNot(isReading, clean.length, results.size)}
          disabled={isRunning}
          onClick={() => void sign()}
        >
          {isRunning ? '正在记下……' : `同意这 ${clean.length} 件`}
        </Needing>
        <button type="button" disabled={isRunning} onClick={onBack}>
          回到清单
        </button>
      </div>
    </>
  );
}

const agreed = '已同意';

function whatCame(results: readonly string[]): string {
  const done = results.filter((each) => each === agreed).length;
  const failed = results.length - done;
  return `办完了：${done} 件已同意${failed === 0 ? '' : `，${failed} 件没有办成，为什么写在那一行`}。`;
}

/** Why nothing can be signed together now, where that is so. */
function whyNot(isReading: boolean, clean: number, done: number): string | undefined {
  if (isReading) return '各件还没有都读出来。';
  if (clean > 0) return undefined;
  return done > 0 ? '已经办完。' : '没有可以一起批的，请回到清单一件一件办。';
}

function canSign(held: boolean, notClean: readonly string[]): string {
  const why = [...(held ? ['有异议正在处理'] : []), ...notClean];
  return why.length === 0 ? '可以' : `请单独看：${why.join('；')}`;
}
