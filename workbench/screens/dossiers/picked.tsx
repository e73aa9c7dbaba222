import type { ReactNode } from 'react';

/** What can be done with those that are picked; `words`: which of those that are shown they are. */
export function Picked({
  count,
  words,
  onNone,
  onPrint,
  children,
}: {
  count: number;
  words: string;
  onNone: () => void;
  onPrint: () => void;
  children?: ReactNode;
}): ReactNode {
  return (
    <section className="list-picked" aria-label="选中的档案">
      <p role="status">
        选中 {count} 份{words}。
      </p>
      {children}
      <button type="button" className="primary" onClick={onPrint}>
        打印
      </button>
      <button type="button" onClick={onNone}>
        一份也不选
      </button>
    </section>
  );
}
