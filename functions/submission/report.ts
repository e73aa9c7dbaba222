import { runToHandIn } from '../../shared/dossier/filling.ts';
import { reverificationContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { fieldProblem } from '../../shared/errors/problem.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { Sealed } from '../../shared/sealing/sealed.ts';
import type { App } from '../../shared/services/app.ts';
import { keyring } from '../../shared/services/services.ts';

/** A changed form that is handed in for a review is its report: E1004 unless what was found is said with it, and only then. */
export function requireReport({ matter }: DossierState, opinion: string | undefined): void {
  if ((matter.kind === 'reverification') === (opinion !== undefined)) return;
  const message =
    opinion === undefined
      ? '年度复核报告有变化的，须写明变了什么、怎样核实的'
      : '只有年度复核报告有变化的才写，别的提交不写';
  throw fieldProblem('/opinion', message);
}

/** What whoever reports a review says of it, sealed; undefined of any other submission. */
export async function reportOf(
  app: App,
  { id, state }: Dossier,
  opinion: string | undefined,
): Promise<Sealed | undefined> {
  if (opinion === undefined) return undefined;
  return keyring(app).seal(reverificationContext(id, state.matter.matter, runToHandIn(state)), opinion);
}
