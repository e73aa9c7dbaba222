import type { Action } from '../dossier/actions.ts';

/** After an entry of these a dossier stands in every report as it did before: none makes a row (walk.test.ts). */
export const unreported: readonly Action['type'][] = [
  'addAttachment',
  'refuseAttachment',
  'markOverdue',
  'closeNotice',
  'exempt',
];
