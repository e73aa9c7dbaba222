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

/** The same in one line, where there is room for no more: what the API says are sentences already. */
export function inOneLine(error: unknown): string {
  if (!(error instanceof Refused)) return '没有连上，请看看网络，再试一次';
  const { title = '', detail = '' } = error.problem;
  return plainly(`${title}${detail}`) || '系统没有应答，请过一会儿再试';
}

/** The error of whoever may not, by their role or by where they are. */
const NOT_ALLOWED = 1502;

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
  // Asking again changes nothing about who one is, nor about what there is.
  const isForbidden = problem?.code === NOT_ALLOWED;
  const isMissing = again !== undefined && error instanceof Refused && error.status === 404;
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
      {isForbidden && <p>需要的话，请省工会的管理员核对您的职责。</p>}
      {isMissing && <p>地址也许没有抄全，或者它已经不归您这里。请从上面的菜单进入，重新找。</p>}
      {problem?.code !== undefined && <p className="soft">编号 E{problem.code}</p>}
      {again && !isForbidden && !isMissing && (
        <button type="button" onClick={again}>
          再试一次
        </button>
      )}
    </div>
  );
}

interface Read {
  isPending: boolean;
  isError: boolean;
  data: unknown;
  error: unknown;
  refetch(): unknown;
}

/**
 * What has not been read: that it is waited for, or why it is not here. What fails alike is said once.
 *
 * @param title the heading of a page that has none before it is read
 */
export function Reading({
  of,
  title,
  words,
}: {
  of: Read | readonly Read[];
  title?: string;
  words?: string | undefined;
}): ReactNode {
  const reads = [of].flat();
  const isWaiting = reads.some(({ isPending }) => isPending) && !reads.some(({ isError }) => isError);
  return (
    <>
      {title !== undefined && reads.some(({ data }) => data === undefined) && <h1>{title}</h1>}
      {isWaiting && <Waiting {...(words && { words })} />}
      <Failed of={reads} />
    </>
  );
}

/** Why some of what is read is not here. */
export function Failed({ of }: { of: readonly Omit<Read, 'isPending' | 'data'>[] }): ReactNode {
  const failed = of.filter(({ isError }) => isError);
  const kindOf = ({ error }: { error: unknown }) => (error instanceof Refused ? error.problem.code : undefined);
  const kinds = [...new Set(failed.map(kindOf))];
  return kinds.map((kind) => {
    const alike = failed.filter((each) => kindOf(each) === kind);
    const again = () => {
      for (const each of alike) void each.refetch();
    };
    return <ErrorText key={kind} error={alike[0]?.error} again={again} />;
  });
}

/** A browser's own word for a lost network is English. */
function wordsOf(error: unknown): string {
  return error instanceof Error && /[\u4e00-\u9fff]/.test(error.message)
    ? error.message
    : '没有连上，请看看网络，再试一次';
}
