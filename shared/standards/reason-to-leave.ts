import type { Form } from '../form/form.ts';
import type { LeavingReason } from '../matters/standing.ts';
import { assessForm, type RuledExemption } from './assess-form.ts';
import type { Basis } from './basis.ts';
import type { ProvinceStandards } from './standard.ts';

/**
 * Why a household that was eligible by what it was registered under is not by today's: an exclusion, the standards, or
 * the subsistence line, in this order; otherwise its own circumstances, of which a form that did not change knows only
 * that time has passed. E1200 when the former standards are no longer in the province.
 */
export function reasonToLeave(
  province: ProvinceStandards,
  form: Form,
  basis: { before: Basis; today: Basis },
  exemptions: readonly RuledExemption[],
): LeavingReason {
  const by = (standards: Basis, line: Basis) =>
    assessForm(province, form, { ...standards, line: line.line }, exemptions).assessment.outcome;
  const { before, today } = basis;
  if (by(today, today) === 'excluded') return 'excluded';
  const [standards, lines] = [changed(before.standards, today.standards), before.line.digest !== today.line.digest];
  if (standards && by(before, today) === 'eligible') return 'standardChanged';
  if (lines && by(today, before) === 'eligible') return 'lineChanged';
  if (standards) return 'standardChanged';
  return lines ? 'lineChanged' : 'notACase';
}

function changed(before: Basis['standards'], today: Basis['standards']): boolean {
  return before.map(({ digest }) => digest).join() !== today.map(({ digest }) => digest).join();
}
