import { isPaperOnly } from '../../shared/dossier/filling.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { changesBetween } from '../../shared/form/changes.ts';
import { accountFaults } from '../../shared/form/contact-form.ts';
import { decides } from '../../shared/form/deciding.ts';
import { fault } from '../../shared/form/faults.ts';
import type { Form } from '../../shared/form/form.ts';
import { headAfter } from '../../shared/form/head-of-household.ts';
import { labelOf } from '../../shared/form/pointers.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { forms } from '../../shared/services/services.ts';

/**
 * What is handed in as a 变更, or as a changed review, changes something that decides (E1302 otherwise: the journal says
 * so by what it is), leaves the 银行账户 as it is in force (another is for somebody else to confirm), and is of the same household: its head is who it was, or was a member of it (E1100).
 */
export async function requireChange(app: App, { id, state }: Dossier, form: Form): Promise<void> {
  if (state.inForce === null || isPaperOnly(state)) return;
  const before = await forms(app).getSubmitted(id, state.inForce.form);
  if (headAfter(before, form) === 'stranger') {
    const path = ['worker', 'idNumber'];
    throw new Problem(1100, { faults: [fault('otherHead', '/worker/idNumber', { field: labelOf(path) })] });
  }
  const changes = changesBetween(before, form);
  const apart = accountFaults(changes);
  if (apart.length > 0) throw new Problem(1100, { faults: apart });
  // What a household was taken in for may hold as it was: all of it is looked into anew.
  if (state.matter.kind === 'conversion') return;
  if (changes.some(({ field }) => decides(field))) return;
  const what = changes.length === 0 ? '档案表与据以在册的一样' : '改动的各栏都不影响认定，更新资料即可';
  const isReview = state.matter.kind === 'reverification';
  const instead = isReview ? '请登记复核没有变化，写明不要这一份' : '不用变更；已经开始的，可以取消';
  throw new Problem(1302, { detail: `${what}，${instead}。` });
}
