/**
 * What a sealed text of the journal is bound to: it opens for this dossier and this purpose only. What may be said more
 * than once of the same thing (a visit, a ruling) is bound to the version of the entry that holds it besides.
 */
export const surveyContext = (id: string, version: number): string => `${id}/survey/${version}`;
export const deliberationContext = (id: string, version: number): string => `${id}/deliberation/${version}`;
/** What an office answered, what whoever registers says to it, and what was ruled: each bound to its entry. */
export const checkContext = (id: string, version: number): string => `${id}/check/${version}`;
/** All the 核对授权 of a household's people, as of the entry that holds them. */
export const authorizationContext = (id: string, version: number): string => `${id}/authorization/${version}`;
export const openingContext = (id: string, at: string): string => `${id}/opening/${at}`;
/** 暂存, by its revision. */
export const scratchContext = (id: string, revision: number): string => `${id}/scratch/${revision}`;
export const attachmentKindContext = (id: string, attachment: string): string => `${id}/attachment/${attachment}/kind`;
export const objectionContext = (id: string, objection: number): string => `${id}/objection/${objection}`;
/** One opinion may close several at once: it is bound to the first of them. */
export const triageContext = (id: string, first: number): string => `${id}/triage/${first}`;
/** What waits for its code before it is received. */
export const receiptContext = (id: string, receipt: string): string => `${id}/receipt/${receipt}`;
export const resolutionContext = (id: string, objection: number): string => `${id}/resolution/${objection}`;
export const assessmentContext = (id: string, occasion: string): string => `${id}/assessment/${occasion}`;
export const exemptionContext = (id: string, exclusion: string, version: number): string =>
  `${id}/exemption/${exclusion}/${version}`;
export const decisionContext = (id: string, request: number): string => `${id}/decision/${request}`;
export const planContext = (id: string, plan: number): string => `${id}/plan/${plan}`;
export const aidContext = (id: string, aid: number): string => `${id}/aid/${aid}`;
export const visitContext = (id: string, visit: number): string => `${id}/visit/${visit}`;
/** What somebody found in a 抽查, and what was done about it: each bound to its entry. */
export const findingContext = (id: string, version: number): string => `${id}/finding/${version}`;
export const remedyContext = (id: string, version: number): string => `${id}/remedy/${version}`;
export const consentWithdrawalContext = (id: string, withdrawal: number): string =>
  `${id}/consent/withdrawal/${withdrawal}`;
/** A new account with why it is new, and why it was refused. */
export const accountContext = (id: string, account: number): string => `${id}/account/${account}`;
export const accountRefusalContext = (id: string, account: number): string => `${id}/account/${account}/refusal`;
export const declineContext = (id: string, plan: number): string => `${id}/decline/${plan}`;
/** One plan is evaluated as often as it is extended, and once more. */
export const evaluationContext = (id: string, version: number): string => `${id}/evaluation/${version}`;
/** One plan may be signed on paper, refused and signed again. */
export const paperRefusalContext = (id: string, version: number): string => `${id}/paper-refusal/${version}`;
/** 核验过的联系方式, bound to its entry. */
export const ownContactContext = (id: string, version: number): string => `${id}/own-contact/${version}`;
export const correctionContext = (id: string, correction: number): string => `${id}/correction/${correction}`;
export const correctionAnswerContext = (id: string, correction: number): string =>
  `${id}/correction/${correction}/answer`;
export const signatureContext = (id: string, plan: number): string => `${id}/signature/${plan}`;
export const reverificationContext = (id: string, matter: number, run: number): string =>
  `${id}/reverification/${matter}/${run}`;
export const exitContext = (id: string, matter: number, run: number): string => `${id}/exit/${matter}/${run}`;
export const amendmentContext = (id: string, matter: number): string => `${id}/amendment/${matter}`;
export const abandonmentContext = (id: string, matter: number): string => `${id}/abandonment/${matter}`;
export const clearanceContext = (id: string, form: number, version: number): string =>
  `${id}/clearance/${form}/${version}`;
export const rulingContext = (id: string, other: string, version: number): string => `${id}/ruling/${other}/${version}`;
export const mergerContext = (id: string, other: string): string => `${id}/merger/${other}`;
export const transferContext = (id: string, transfer: number): string => `${id}/transfer/${transfer}`;
/** Why it was refused, or taken back. */
export const transferAnswerContext = (id: string, transfer: number): string => `${id}/transfer/${transfer}/answer`;
export const withdrawalContext = (id: string): string => `${id}/withdrawal`;
/** Why it is kept longer: each time of another entry. */
export const keepingContext = (id: string, version: number): string => `${id}/keeping/${version}`;
/** 以前的临时救助, and why it is applied for again, as of the entry that holds it. */
export const againContext = (id: string, version: number): string => `${id}/again/${version}`;
/** What its people agreed to when it was put on 边缘名单. */
export const marginContext = (id: string, version: number): string => `${id}/margin/${version}`;
/** All the consents of a household's people, as of the entry that holds them. */
export const consentContext = (id: string, version: number): string => `${id}/consent/${version}`;
