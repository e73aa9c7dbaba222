import type { ReactNode } from 'react';
import type { DossierAction } from '../../../shared/contract/dossier-actions.ts';
import { Clear, Exempt, KeepLonger, OpenNumbers, ResendApproval, Resume, Withdraw } from './deeds/application.tsx';
import {
  Abandon,
  OpenMatter,
  PaperInStep,
  ProposeAccount,
  ProposeExit,
  Reverify,
  RuleAccount,
  UpdateContact,
} from './deeds/changes.tsx';
import { AuthorizeCheck, ExplainCheck, RecordDeliberation, RuleCheck } from './deeds/checking.tsx';
import { JoinMargin, RenewConsent, WithdrawConsent } from './deeds/consents.tsx';
import { Merge, RuleDuplicate } from './deeds/duplicates.tsx';
import { CorrectAid, RecordAid, RecordVisit } from './deeds/ledger.tsx';
import { RevokeContact, VerifyContact } from './deeds/own-contact.tsx';
import { EvaluatePlan, MakePlan, RecordPaper, RulePaper, ShowPlan } from './deeds/plan.tsx';
import type { DeedForms, DeedProps } from './deeds/props.ts';
import { AnswerTransfer, ProposeTransfer } from './deeds/transfer.tsx';
import { AnswerCorrection, AnswerMargin, RecordRemedy, RequestCorrection, ShowOwn } from './deeds/worker.tsx';
import type { Elsewhere } from './places.ts';

/** The form of each thing that is done on the page of the household itself; the others have their place elsewhere. */
const forms: Record<Exclude<DossierAction, Elsewhere>, DeedForms> = {
  withdraw: Withdraw,
  withdrawConsent: WithdrawConsent,
  renewConsent: RenewConsent,
  clear: Clear,
  exempt: Exempt,
  openNumbers: OpenNumbers,
  resendApproval: ResendApproval,
  resume: ({ of, onDone }) => <Resume of={of} onDone={onDone} />,
  keepLonger: KeepLonger,
  ruleDuplicate: RuleDuplicate,
  merge: Merge,
  recordDeliberation: RecordDeliberation,
  authorizeCheck: AuthorizeCheck,
  explainCheck: ExplainCheck,
  ruleCheck: RuleCheck,
  makePlan: MakePlan,
  showPlan: ShowPlan,
  recordPaperSignature: RecordPaper,
  rulePaperSignature: RulePaper,
  evaluatePlan: EvaluatePlan,
  recordAid: RecordAid,
  correctAid: CorrectAid,
  recordVisit: RecordVisit,
  updateContact: UpdateContact,
  proposeAccount: ProposeAccount,
  ruleAccount: RuleAccount,
  openAmendment: (props) => <OpenMatter {...props} operation="openAmendment" />,
  openConversion: (props) => <OpenMatter {...props} operation="openConversion" />,
  paperInStep: PaperInStep,
  reverify: Reverify,
  proposeExit: ProposeExit,
  abandon: Abandon,
  showOwn: ShowOwn,
  verifyContact: VerifyContact,
  revokeContact: RevokeContact,
  requestCorrection: RequestCorrection,
  answerCorrection: AnswerCorrection,
  recordRemedy: RecordRemedy,
  joinMargin: JoinMargin,
  answerMargin: AnswerMargin,
  proposeTransfer: ProposeTransfer,
  withdrawTransfer: ({ of, onDone }) => <AnswerTransfer id={of.id} operation="withdrawTransfer" onDone={onDone} />,
  acceptTransfer: ({ of, onDone }) => <AnswerTransfer id={of.id} operation="acceptTransfer" onDone={onDone} />,
  refuseTransfer: ({ of, onDone }) => <AnswerTransfer id={of.id} operation="refuseTransfer" onDone={onDone} />,
};

export function DeedOf({ action, ...props }: DeedProps & { action: keyof typeof forms }): ReactNode {
  const Form = forms[action];
  return <Form {...props} />;
}
