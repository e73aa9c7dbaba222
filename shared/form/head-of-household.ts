import type { Form } from './form.ts';

/**
 * 户主, the worker in whose name the dossier is: `same` as before (a name or a number may have been corrected, not both
 * at once), `member` where somebody of the household takes their place (the worker died and the spouse works, a divorce
 * splits it), `stranger` for anybody else, whose household is another.
 */
export function headAfter(
  { worker, members }: Form,
  { worker: now }: Pick<Form, 'worker'>,
): 'same' | 'member' | 'stranger' {
  if (now.idNumber === worker.idNumber) return 'same';
  if (members.some(({ idNumber }) => idNumber === now.idNumber)) return 'member';
  return now.name === worker.name ? 'same' : 'stranger';
}
