import type { ReactNode } from 'react';
import { Refused } from '../../shared/contract/client.ts';
import type { placed } from './field-faults.tsx';
import { plainly } from './said.ts';
import { ErrorText } from './states.tsx';

/** Numbers of what another has changed: the dossier, where it stands; and of what was done already. */
const CHANGED = [1301, 1302];
const DONE_BEFORE = 1006;

/** Why it was not done; where somebody else was first, with a way to see what they did that leaves the form as it is. */
export function Refusal({
  error,
  beside,
  others,
  isOld,
  onReadAnew,
}: {
  error: unknown;
  beside: number;
  others: ReturnType<typeof placed>['others'];
  /** What is filled in has been changed since, and nobody knows yet whether that is better. */
  isOld: boolean;
  onReadAnew: () => void;
}): ReactNode {
  const code = error instanceof Refused ? error.problem.code : undefined;
  if (code === undefined || (code !== DONE_BEFORE && !CHANGED.includes(code)))
    return (
      <div className={isOld ? 'deed-old' : undefined}>
        {isOld && <p className="soft">下面是上一次提交时说的。后来改过了，请再提交一次。</p>}
        <ErrorText error={error} beside={beside} faults={others} />
      </div>
    );
  const { problem } = error as Refused;
  const words = {
    [DONE_BEFORE]: '上一次已经记下了（应答没有收到），后来改的没有记',
    1301: '有人先改了，这一次没有记下',
  }[code];
  return (
    <div className="fault" role="alert">
      <p>
        <strong>{words ?? '没有记下'}</strong>
      </p>
      {problem.detail && <p>{plainly(problem.detail)}</p>}
      <p>填着的都还在。先看看现在怎样了，再接着办。</p>
      <button type="button" onClick={onReadAnew}>
        重新读取
      </button>
      <p className="soft">编号 E{code}</p>
    </div>
  );
}
