import { Fragment, type ReactNode } from 'react';

/** Label and value; what there is nothing of is left out. */
export function Rows({ of }: { of: readonly (readonly [label: string, value: ReactNode])[] }): ReactNode {
  const told = of.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return (
    <dl className="rows">
      {told.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Sentences, each in a line of its own. */
export function Lines({ of }: { of: readonly ReactNode[] }): ReactNode {
  return of.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and never change places.
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}
