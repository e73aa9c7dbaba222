import type { announced, NoticeSummary } from '../../shared/dossier/notice-summary.ts';
import type { Form } from '../../shared/form/form.ts';
import { mask } from '../../shared/privacy/mask.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';

/** All that a public notice says of a household: the privacy table's column for the public, and the notice's days; of one that is to leave where to, and never why. */
export function noticeSummary(
  form: Form,
  { category, tier, leaveAs }: ReturnType<typeof announced>,
  notice: { id: string; from: string; until: string },
): NoticeSummary {
  const shown = mask('publicNotice', form, notice.from, {
    hardshipCategory: category ?? '',
    tier: tier === null ? '' : tierTitles[tier],
  });
  return {
    ...notice,
    maskedName: shown.worker.name,
    workplace: shown.worker.employer,
    hardshipCategory: shown.record.hardshipCategory ?? '',
    householdSize: shown.household.householdSize,
    tier: shown.record.tier ?? '',
    leaveAs,
  };
}
