import { type Objection, openObjections } from '../../shared/dossier/objection-list.ts';
import { objectionContext } from '../../shared/dossier/seal-contexts.ts';
import type { ObjectionStatement } from '../../shared/dossier/sealed-contents.ts';
import { isApplication } from '../../shared/matters/course.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { type MailMatter, mailWrite } from '../../shared/registry/mails.ts';
import { receiptDigest } from '../../shared/registry/receipts.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, keyring, receipts, table } from '../../shared/services/services.ts';

/** A transaction holds a hundred writes. Whoever is beyond these reads the answer by their receipt. */
const MOST_TOLD = 60;

type Answer = Extract<MailMatter, { kind: 'objectionAnswered' }>['outcome'];

/**
 * Mails to whoever left a verified contact: what came of their objection, and, where it ends the registration, that the
 * other open ones are not looked into any more. Nobody else is written to: an address that was not verified may be anybody's.
 */
export async function toldToObjectors(
  app: App,
  dossier: Dossier,
  resolved: number,
  outcome: 'dismissed' | 'upheld',
  now: Date,
): Promise<Write[]> {
  const { matter } = dossier.state;
  // An exit goes on, and what was said against it is still to be answered.
  const ends = outcome === 'upheld' && isApplication(matter);
  const verified = openObjections(matter).filter(({ sender }) => sender === 'verified');
  const own = verified.filter(({ objection }) => objection === resolved);
  const others = ends ? verified.filter(({ objection }) => objection !== resolved) : [];
  const told = [
    ...(await answersTo(app, dossier, own, outcome === 'upheld' && !ends ? 'upheldStays' : outcome)),
    ...(await answersTo(app, dossier, others, 'dropped')),
  ].slice(0, MOST_TOLD);
  const mails = await Promise.all(
    told.map(async ({ receipt, outcome }): Promise<Write[]> => {
      const to = (await receipts(app).find(receipt))?.mail;
      const matter = { kind: 'objectionAnswered', receiptDigest: receiptDigest(receipt), outcome } as const;
      return to ? [mailWrite(table(app), dossier.id, matter, now, to)] : [];
    }),
  );
  return mails.flat();
}

/** One for each that was raised under these numbers: others may have joined one. */
async function answersTo(app: App, { id }: Dossier, objections: readonly Objection[], outcome: Answer) {
  if (objections.length === 0) return [];
  const numbers = new Set(objections.map(({ objection }) => objection));
  const raised = (await dossiers(app).journal(id)).flatMap(({ action }) =>
    action.type === 'raiseObjection' && numbers.has(action.objection) ? [action] : [],
  );
  return Promise.all(
    raised.slice(0, MOST_TOLD).map(async ({ objection, statement }) => {
      const { receipt } = await keyring(app).open<ObjectionStatement>(objectionContext(id, objection), statement);
      return { receipt, outcome };
    }),
  );
}
