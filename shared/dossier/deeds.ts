import { confirmAccount, proposeAccount, refuseAccount } from './account.ts';
import { correctAid, recordAid } from './aid.ts';
import { decide, requestApproval } from './approval.ts';
import { assess, exempt } from './assessing.ts';
import { addAttachment, refuseAttachment } from './attachments.ts';
import { answerCheck, askCheck, authorizeCheck, dropCheck, explainCheck, ruleCheck } from './checking.ts';
import { comeBack } from './coming-back.ts';
import { keep, leave, register } from './concluding.ts';
import { renewConsent, withdrawConsent } from './consent-withdrawal.ts';
import { updateContact } from './contact.ts';
import { answerCorrection, requestCorrection } from './correcting.ts';
import { deliberate } from './deliberating.ts';
import { confirmDisposal, darken, keepLonger, listDisposal, releaseDisposal } from './disposing.ts';
import { findDuplicates, ruleDuplicate } from './duplicate-deeds.ts';
import { recordEntered } from './entering.ts';
import { evaluatePlan } from './evaluation.ts';
import { abandon, proposeExit } from './exit.ts';
import { clear, saveForm, submit } from './filling.ts';
import { endIdle, warnIdle } from './idle-draft.ts';
import { answerMargin, askMargin, joinMargin } from './margin.ts';
import { absorb, mergeInto } from './merger.ts';
import { closeNotice, openNotice } from './notice.ts';
import { raiseObjection, resolveObjection, triageObjections, verifyObjection } from './objections.ts';
import { createDraft, openAmendment, openReverification, withdraw } from './opening.ts';
import { revokeContact, verifyContact } from './own-contact.ts';
import { paperInStep } from './paper.ts';
import { recordPaper, refusePaper } from './paper-signature.ts';
import { declinePlan, issueCards, makePlan, signPlan } from './plan.ts';
import { reverify } from './reviewing.ts';
import { markOverdue, renew, resume, stall } from './running.ts';
import { recordFinding, recordRemedy } from './spot-checking.ts';
import { recordSurvey } from './surveying.ts';
import { convert, openConversion, remindExpiry, stayTemporary, takeIn } from './temporary.ts';
import { transcribe } from './transcribing.ts';
import { acceptTransfer, proposeTransfer, refuseTransfer, remindTransfer, withdrawTransfer } from './transferring.ts';
import { recordVisit } from './visiting.ts';

/** Everything that can happen to a dossier, by its type; each stands in the file of its stage. */
export const deeds = {
  createDraft,
  transcribe,
  saveForm,
  addAttachment,
  refuseAttachment,
  submit,
  assess,
  exempt,
  findDuplicates,
  clear,
  ruleDuplicate,
  absorb,
  mergeInto,
  recordSurvey,
  deliberate,
  authorizeCheck,
  askCheck,
  dropCheck,
  answerCheck,
  explainCheck,
  ruleCheck,
  openNotice,
  closeNotice,
  raiseObjection,
  verifyObjection,
  triageObjections,
  resolveObjection,
  requestApproval,
  decide,
  register,
  takeIn,
  openConversion,
  convert,
  stayTemporary,
  remindExpiry,
  makePlan,
  recordPaper,
  refusePaper,
  signPlan,
  declinePlan,
  issueCards,
  evaluatePlan,
  updateContact,
  proposeAccount,
  confirmAccount,
  refuseAccount,
  paperInStep,
  recordEntered,
  recordAid,
  correctAid,
  recordVisit,
  recordFinding,
  recordRemedy,
  requestCorrection,
  answerCorrection,
  verifyContact,
  revokeContact,
  proposeTransfer,
  acceptTransfer,
  refuseTransfer,
  withdrawTransfer,
  remindTransfer,
  openAmendment,
  openReverification,
  reverify,
  keep,
  proposeExit,
  abandon,
  leave,
  comeBack,
  withdraw,
  withdrawConsent,
  renewConsent,
  warnIdle,
  endIdle,
  joinMargin,
  askMargin,
  answerMargin,
  listDisposal,
  keepLonger,
  confirmDisposal,
  releaseDisposal,
  darken,
  markOverdue,
  stall,
  resume,
  renew,
} as const;
