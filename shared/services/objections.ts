import type { Action } from '../dossier/actions.ts';
import { type Objection, owedUntil } from '../dossier/objection-list.ts';
import { objectionContext, resolutionContext, triageContext } from '../dossier/seal-contexts.ts';
import type { ObjectionStatement } from '../dossier/sealed-contents.ts';
import type { App } from './app.ts';
import { dossiers, keyring } from './services.ts';

/**
 * An objection as those who deal with it read it: when it came, how it was answered, and, for whoever `reads` it, what
 * was written.
 */
export async function objectionWritten(
  app: App,
  id: string,
  { objection, sender, outcome, raisedIn, closedIn, joined }: Objection,
  reads: boolean,
) {
  const [raised, closed] = await Promise.all([
    dossiers(app).entry(id, raisedIn),
    closedIn === null ? undefined : dossiers(app).entry(id, closedIn),
  ]);
  if (!raised) throw new Error(`objection ${objection} has no entry ${raisedIn}`);
  const statement = reads && raised.action.type === 'raiseObjection' ? raised.action.statement : undefined;
  const until = owedUntil({ sender, outcome }, raised.on, app.profile.deadlines);
  return {
    objection,
    sender,
    outcome,
    joined,
    receivedAt: raised.at,
    ...(until === undefined ? {} : { until }),
    ...(statement
      ? { statement: await keyring(app).open<ObjectionStatement>(objectionContext(id, objection), statement) }
      : {}),
    ...(closed ? { opinion: await opinionIn(app, id, closed.action), closedOn: closed.on } : {}),
  };
}

async function opinionIn(app: App, id: string, action: Action): Promise<string> {
  if (action.type === 'resolveObjection') {
    return keyring(app).open<string>(resolutionContext(id, action.objection), action.opinion);
  }
  if (action.type !== 'triageObjections') throw new Error(`${action.type} closes no objection`);
  return keyring(app).open<string>(triageContext(id, action.objections[0] as number), action.opinion);
}
