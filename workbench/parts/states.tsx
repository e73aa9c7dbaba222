import type { ReactNode } from 'react';
import { Refused } from '../../shared/contract/client.ts';
import { plainly } from './said.ts';

/** What is waited for, in words. */
export function Waiting({ words = '正在读取……' }: { words?: string }): ReactNode {
  return (
    <p className="waiting" role="status">
      {words}
    </p>
  );
}

/** There is nothing, and why that is so. */
export function Empty({ children }: { children: ReactNode }): ReactNode {
  return <p className="empty">{children}</p>;
}

/** What an address asks for that nobody can make anything of. @param of `name=value` */
export function UnknownFilters({ of }: { of: readonly string[] }): ReactNode {
  if (of.length === 0) return null;
  return (
    <p role="status" className="fault">
      地址里有不认识的筛选：{of.join('，')}。没有照它筛选，下面是照其余的列的。
    </p>
  );
}

/**
 * What went wrong, as the API says it: what, each fault with its field, and what to do.
 *
 * @param faults of them, those that are to be said here; all when left out
 * @param beside at so many fields others stand
 */
export function ErrorText({
  error,
  again,
  faults: some,
  beside = 0,
}: {
  error: unknown;
  again?: () => void;
  faults?: readonly { pointer: string; message: string }[];
  beside?: number;
}): ReactNode {
  const problem = error instanceof Refused ? error.problem : undefined;
  const faults = some ?? problem?.faults ?? [];
  return (
    <div className="fault" role="alert">
      <p>
        <strong>
          {problem?.title ?? (error instanceof Refused ? '系统没有应答，请过一会儿再试' : wordsOf(error))}
        </strong>
      </p>
      {problem?.detail && <p>{plainly(problem.detail)}</p>}
      {beside > 0 && <p>{beside} 栏要改，写在各栏下面；填着的都还在。</p>}
      {faults.length > 0 && (
        <ul>
          {faults.map(({ pointer, message }) => (
            <li key={pointer + message}>{plainly(message)}</li>
          ))}
        </ul>
      )}
      {problem?.code !== undefined && <p className="soft">编号 E{problem.code}</p>}
      {again && (
        <button type="button" onClick={again}>
          再试一次
        </button>
      )}
    </div>
  );
}

/** A browser's own word for a lost network is English. */
function wordsOf(error: unknown): string {
  return error instanceof Error && /[\u4e00-\u9fff]/.test(error.message)
    ? error.message
    : '没有连上，请看看网络，再试一次';
}
