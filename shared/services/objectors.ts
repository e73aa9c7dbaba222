import { type Objection, openObjections } from '../dossier/objection-list.ts';
import { objectionContext } from '../dossier/seal-contexts.ts';
import type { ObjectionStatement } from '../dossier/sealed-contents.ts';
import { isApplication } from '../matters/course.ts';
import type { Dossier } from '../registry/dossiers.ts';
import { type MailMatter, mailWrite } from '../registry/mails.ts';
import { receiptDigest } from '../registry/receipts.ts';
import type { Write } from '../registry/table.ts';
import type { App } from './app.ts';
import { dossiers, keyring, receipts, table } from './services.ts';

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
  ];
  return lettersOf(app, dossier, told, now);
}

/** The same where a registration ends in another way, withdrawn or rejected: what is open is not looked into any more. */
export async function toldOfEnd(app: App, dossier: Dossier, now: Date): Promise<Write[]> {
  const verified = openObjections(dossier.state.matter).filter(({ sender }) => sender === 'verified');
  return lettersOf(app, dossier, await answersTo(app, dossier, verified, 'dropped'), now);
}

async function lettersOf(
  app: App,
  { id }: Dossier,
  told: readonly { receipt: string; outcome: Answer }[],
  now: Date,
): Promise<Write[]> {
  const mails = await Promise.all(
    told.slice(0, MOST_TOLD).map(async ({ receipt, outcome }): Promise<Write[]> => {
      const to = (await receipts(app).find(receipt))?.mail;
      const matter = { kind: 'objectionAnswered', receiptDigest: receiptDigest(receipt), outcome } as const;
      return to ? [mailWrite(table(app), id, matter, now, to)] : [];
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
