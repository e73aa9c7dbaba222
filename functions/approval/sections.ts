import type { Form } from '../../shared/form/form.ts';
import { perCapita } from '../../shared/money/fen.ts';
import type { ApprovalView } from '../../shared/pages/views.ts';
import { mask } from '../../shared/privacy/mask.ts';
import { rowsOf } from '../links/form-rows.ts';

/** Everything the approver's column lets through, under the labels of the paper form. */
export function sectionsOf(form: Form, today: string): ApprovalView['sections'] {
  const {
    worker,
    household,
    members = [],
    causes,
    determination,
    rigidExpenses,
    assets,
  } = mask('approver', form, today);
  const capita = perCapita(form.household.annualHouseholdIncome, form.household.householdSize);
  return [
    { title: '职工', rows: rowsOf('worker.', worker) },
    {
      title: '收入与家庭',
      rows: [...rowsOf('household.', household), { label: '家庭月人均收入', value: capita.working }],
    },
    { title: '刚性支出与财产', rows: [...rowsOf('rigidExpenses.', rigidExpenses), ...rowsOf('assets.', assets)] },
    {
      title: '家庭成员',
      rows: members.map((member, index) => ({
        label: `成员 ${index + 1}`,
        value: rowsOf('members[].', member)
          .map(({ value }) => value)
          .join('，'),
      })),
    },
    { title: '致困原因与认定', rows: [...rowsOf('causes.', causes), ...rowsOf('determination.', determination)] },
  ].filter(({ rows }) => rows.length > 0);
}
