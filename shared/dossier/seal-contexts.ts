/** What a sealed text of the journal is bound to: it opens for this dossier and this purpose only. */
/** A household is visited more than once: what was found is bound to the journal entry that holds it. */
export const surveyContext = (id: string, version: number): string => `${id}/survey/${version}`;
export const openingContext = (id: string, at: string): string => `${id}/opening/${at}`;
export const attachmentKindContext = (id: string, attachment: string): string => `${id}/attachment/${attachment}/kind`;
export const objectionContext = (id: string, objection: number): string => `${id}/objection/${objection}`;
/** One opinion may close several at once: it is bound to the first of them. */
export const triageContext = (id: string, first: number): string => `${id}/triage/${first}`;
/** What waits for its code before it is received. */
export const receiptContext = (id: string, receipt: string): string => `${id}/receipt/${receipt}`;
export const resolutionContext = (id: string, objection: number): string => `${id}/resolution/${objection}`;
export const assessmentContext = (id: string, occasion: string): string => `${id}/assessment/${occasion}`;
export const exemptionContext = (id: string, exclusion: string): string => `${id}/exemption/${exclusion}`;
export const decisionContext = (id: string, request: number): string => `${id}/decision/${request}`;
export const planContext = (id: string, plan: number): string => `${id}/plan/${plan}`;
export const signatureContext = (id: string, plan: number): string => `${id}/signature/${plan}`;
export const reverificationContext = (id: string, matter: number, run: number): string =>
  `${id}/reverification/${matter}/${run}`;
export const exitContext = (id: string, matter: number, run: number): string => `${id}/exit/${matter}/${run}`;
export const abandonmentContext = (id: string, matter: number): string => `${id}/abandonment/${matter}`;
export const clearanceContext = (id: string, form: number): string => `${id}/clearance/${form}`;
export const rulingContext = (id: string, other: string): string => `${id}/ruling/${other}`;
export const mergerContext = (id: string, other: string): string => `${id}/merger/${other}`;
export const withdrawalContext = (id: string): string => `${id}/withdrawal`;
