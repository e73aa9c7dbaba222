import { type ReactNode, useState } from 'react';
import { Empty, ErrorText, Reading } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { ResendApproval, Resume } from './deeds/application.tsx';
import { AskedTransfer, useTransfer } from './deeds/transfer.tsx';
import type { Detail } from './detail.ts';

/** For whoever runs the system: what they may do to a dossier that they may not read. */
export function Outside({ id }: { id: string }): ReactNode {
  const [done, setDone] = useState<string | undefined>();
  const onDone = (words?: string) => setDone(words ?? '已经记下。');
  return (
    <>
      <h1>一份档案的流程</h1>
      <Empty>您的职责看不到这一户。停在哪里、为什么，今日待办里写着；排除以后在这里恢复。</Empty>
      {done !== undefined && (
        <p className="deeds-done" role="status">
          {done}
        </p>
      )}
      <Resume of={{ id }} onDone={onDone} />
      <ResendApproval of={{ id } as Detail} onDone={onDone} />
    </>
  );
}

/** A dossier that is not one's union's: it may be on its way there. */
export function NotOurs({
  id,
  error,
  answered,
  onAnswered,
  again,
}: {
  id: string;
  error: unknown;
  /** What came of it, once it was answered. */
  answered: string | undefined;
  onAnswered: (words: string) => void;
  again: () => void;
}): ReactNode {
  const transfer = useTransfer(id, answered === undefined);
  if (answered !== undefined) {
    return (
      <>
        <h1>移交来的一户</h1>
        <p className="deeds-done" role="status">
          {answered}
        </p>
        <p>
          <a href={linkTo(paths.tasks)}>回到今日待办</a>
        </p>
      </>
    );
  }
  if (transfer.isPending) return <Reading title="一户一档" of={transfer} />;
  if (!transfer.data) {
    return (
      <>
        <h1>一户一档</h1>
        <ErrorText error={error} again={again} />
      </>
    );
  }
  return (
    <>
      <h1>移交来的一户</h1>
      <AskedTransfer
        id={id}
        of={transfer.data}
        onDone={(words) => {
          onAnswered(words ?? '已经记下。');
          again();
        }}
      />
    </>
  );
}
