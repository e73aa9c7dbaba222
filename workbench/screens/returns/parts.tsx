import type { ReactNode } from 'react';
import { momentInWords } from '../../../shared/pages/dates.ts';
import type { Detail } from './return.tsx';

/** The unions right below: who has signed, and how many of their checks found anything. What each has is its own. */
export function Parts({ of: { parts } }: { of: Detail }): ReactNode {
  if (parts.length === 0) return null;
  const done = parts.filter(({ at }) => at !== null).length;
  return (
    <>
      <h2>
        各下级（{parts.length} 个，签了 {done} 个）
      </h2>
      <table className="list">
        <caption className="soft">签报了没有；各下级的数是它们自己的，这里不列。</caption>
        <thead>
          <tr>
            <th scope="col">工会</th>
            <th scope="col">签报</th>
            <th scope="col">签报人</th>
            <th scope="col">核对</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <Part key={part.orgPath} of={part} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Part({ of: { union, at, byName, checks, late, waiting } }: { of: Detail['parts'][number] }): ReactNode {
  return (
    <tr className={late ? 'late' : undefined}>
      <td data-label="工会">
        {union}
        {late && (
          <>
            <br />
            <small>过了期限</small>
          </>
        )}
        {waiting.length > 0 && (
          <details>
            <summary>还有 {waiting.length} 个县没有签报</summary>
            <p>{waiting.join('、')}。</p>
          </details>
        )}
      </td>
      <td data-label="签报">{at === null ? '没有签报' : '签报了'}</td>
      <td data-label="签报人">{at === null ? '' : `${byName}，${momentInWords(at)}`}</td>
      <td data-label="核对">{checks === null ? '' : checks === 0 ? '没有不合的' : `${checks} 条，写明为什么签的`}</td>
    </tr>
  );
}
