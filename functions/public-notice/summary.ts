import type { NoticeSummary } from '../../shared/dossier/notice-summary.ts';
import type { Form } from '../../shared/form/form.ts';
import { mask } from '../../shared/privacy/mask.ts';
import { type Tier, tierTitles } from '../../shared/standards/tiers.ts';

/** All that a public notice says of a household: the privacy table's column for the public, and the notice's days. */
export function noticeSummary(
  form: Form,
  { category, tier }: { category: string | null; tier: Tier | null },
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
  };
}
