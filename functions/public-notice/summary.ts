import type { Form } from '../../shared/form/form.ts';
import type { NoticeSummary } from '../../shared/pages/views.ts';
import { mask } from '../../shared/privacy/mask.ts';

/** 拟建档案级别: the standards in force are the national ones (困难职工档案管理办法), and every dossier under them is. */
const tier = '全国级';

/** All that a public notice says of a household: the privacy table's column for the public, and the notice's days. */
export function noticeSummary(
  form: Form,
  category: string,
  notice: { id: string; from: string; until: string },
): NoticeSummary {
  const shown = mask('publicNotice', form, notice.from, { hardshipCategory: category, tier });
  return {
    ...notice,
    maskedName: shown.worker.name,
    workplace: shown.worker.employer,
    hardshipCategory: shown.record.hardshipCategory ?? '',
    householdSize: shown.household.householdSize,
    tier: shown.record.tier ?? '',
  };
}
