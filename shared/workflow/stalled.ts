import { catalogue } from '../errors/catalogue.ts';

/** The steps of the workflow at which a matter or a plan can stand still, by their names in the definition (workflows/). */
const stepTitles: Record<string, string> = {
  Assess: '认定',
  OpenNotice: '开始公示',
  CloseNotice: '公示期满',
  RequestApproval: '送审',
  Conclude: '办结',
  IssueCards: '发放联系卡',
};

/**
 * 停滞 in a sentence for people: where it stands, why as far as a number says it, and who mends it.
 *
 * @param union the name of the union that has nobody who may decide (E1306)
 */
export function stallInWords({ step, error }: { step: string; error: string }, union?: string): string {
  const code = /^E(\d{4})$/.exec(error)?.[1];
  const known =
    code !== undefined && Object.hasOwn(catalogue, code)
      ? catalogue[Number(code) as keyof typeof catalogue]
      : undefined;
  const where = Object.hasOwn(stepTitles, step) ? `“${stepTitles[step]}”这一步` : '系统的一步';
  const why =
    union === undefined
      ? (known?.message ?? '')
      : `${union}和它的上级工会，没有一位可以受理这一级审批的审批人（离任的、经手过这一户的不算），请先登记审批人。`;
  return `停滞：${where}没有办成。${why}由管理员排除原因后恢复，不用再提交。`;
}
