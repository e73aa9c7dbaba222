import type { ReactNode } from 'react';
import { type TaskKind, taskKinds } from '../../../shared/tasks/task.ts';
import { Empty } from '../../parts/states.tsx';
import type { Figures } from './asked.ts';
import { bandTitles, numberIn } from './words.ts';

/** What is owed, by kind and by how late it is; what is late first. */
export function Tasks({ of }: { of: Figures['whole']['tasks'] }): ReactNode {
  const lines = Object.entries(of).sort(([, one], [, other]) => (other.late ?? 0) - (one.late ?? 0));
  return (
    <>
      <h2>欠着的待办</h2>
      {lines.length === 0 ? (
        <Empty>没有待办。</Empty>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">要办什么</th>
              <th scope="col">几件</th>
              <th scope="col">其中逾期</th>
              <th scope="col">逾期多久</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(([kind, { count, late, bands }]) => (
              <tr key={kind} className={late === 0 ? undefined : 'late'}>
                <th scope="row">{taskKinds[kind as TaskKind] ?? kind}</th>
                <td data-label="几件">{numberIn(count)}</td>
                <td data-label="其中逾期">{late === 0 ? '0' : `逾期 ${numberIn(late)}`}</td>
                <td data-label="逾期多久">
                  {Object.entries(bands)
                    .map(([band, each]) => `${bandTitles[band] ?? band} ${numberIn(each)}`)
                    .join('，')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
