import type { ReactNode } from 'react';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { correctionSaid, numberTitle } from '../../../shared/returns/said.ts';
import { Lines, Rows } from '../../parts/rows.tsx';
import type { Detail } from './return.tsx';

const inFull = (digest: string): ReactNode => <code className="return-digest">{digest}</code>;

const listed = (lines: readonly string[]): ReactNode => (lines.length === 0 ? null : <Lines of={lines} />);

/** Each time that it was signed, the last in front. */
export function Signed({ of }: { of: Detail['signed'] }): ReactNode {
  if (of.length === 0) return null;
  return (
    <>
      <h2>签报过的</h2>
      {[...of].reverse().map((each) => (
        <section key={each.number} className="card" aria-label={numberTitle(each.number)}>
          <h3>{numberTitle(each.number)}</h3>
          <Rows
            of={[
              ['签报', `${each.byName}，${momentInWords(each.at)}`],
              ['为什么补充', each.because],
              ['更正', listed(each.corrections.map(correctionSaid))],
              ['当时核对出的', listed(each.checks)],
              ['为什么照样签报', each.why],
              ['依据', each.rows === null ? null : `历史行 ${each.rows} 条`],
              ['摘要', inFull(each.digest)],
            ]}
          />
        </section>
      ))}
    </>
  );
}
