import { unnumberedOf } from '../../shared/checking/authorization.ts';
import { checkResults, checkSources } from '../../shared/checking/sources.ts';
import { checkOf, checkRulings } from '../../shared/dossier/check-state.ts';
import type { Matter } from '../../shared/dossier/matter.ts';
import { deliberationContext } from '../../shared/dossier/seal-contexts.ts';
import type { DeliberationContent } from '../../shared/dossier/sealed-contents.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { Form } from '../../shared/form/form.ts';
import { deliberationOutcomes } from '../../shared/matters/outcomes.ts';
import type { ApprovalView } from '../../shared/pages/views.ts';
import type { App } from '../../shared/services/app.ts';
import { keyring } from '../../shared/services/services.ts';

/** 评议 as an approver's link shows it: how it was voted, and nothing that anybody wrote, nor who sat. */
export async function deliberationOf(app: App, { id, matter }: DossierState): Promise<ApprovalView['deliberation']> {
  if (matter.deliberation === null) return null;
  const { version, heldOn, outcome, content } = matter.deliberation;
  const { present, votes } = await keyring(app).open<DeliberationContent>(deliberationContext(id, version), content);
  const cast = `到会 ${present.length} 人，同意 ${votes.for}、不同意 ${votes.against}、弃权 ${votes.abstain}`;
  return { heldOn, outcome: deliberationOutcomes[outcome], votes: cast };
}

/**
 * 核对, a line an office: what it answered, and by what it was let pass; what is not as the form says is no page's. And of
 * how many no office was asked, because nobody finds them.
 *
 * @param today ISO date
 */
export function checksOf({ checking }: Matter, form: Form, today: string): ApprovalView['checks'] {
  if (checking === null) return null;
  const unnumbered = unnumberedOf(form, today).length;
  const answers = checking.sources.map((source) => {
    const { answer = null, ruling = null } = checkOf(checking, source) ?? {};
    const result = answer === null ? '没有答复' : checkResults[answer.result];
    const value = ruling === null ? result : `${result}；审核人复核：${checkRulings[ruling.as]}`;
    return { label: checkSources[source], value };
  });
  if (unnumbered === 0) return answers;
  return [...answers, { label: '没有核对的', value: `${unnumbered} 位成年的家庭成员没有身份证号，各部门查不到` }];
}
