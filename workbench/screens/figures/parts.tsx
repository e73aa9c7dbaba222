import type { ReactNode } from 'react';
import type { Figures } from './asked.ts';
import { moneyIn, numberIn } from './words.ts';

/** The same of each area below. */
export function Parts({ parts }: { parts: Figures['parts'] }): ReactNode {
  if (parts.length === 0) return null;
  return (
    <>
      <h2>其中各处</h2>
      <table className="list">
        <caption className="soft">什么也没有的不列</caption>
        <thead>
          <tr>
            {['工会', '在册户数', '在册人数', '建档', '帮扶次数', '帮扶金额'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map(({ orgPath, union, report: { onFile, people, happened, aid } }) => (
            <tr key={orgPath}>
              <th scope="row">{union}</th>
              <td data-label="在册户数">{numberIn(onFile)}</td>
              <td data-label="在册人数">{numberIn(people)}</td>
              <td data-label="建档">{numberIn(happened.registered === undefined ? 0 : happened.registered)}</td>
              <td data-label="帮扶次数">{numberIn(aid.times)}</td>
              <td data-label="帮扶金额">{moneyIn(aid.fen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
