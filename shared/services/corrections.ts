import { correctionAnswerContext, correctionContext } from '../dossier/seal-contexts.ts';
import type { Dossier } from '../registry/dossiers.ts';
import type { App } from './app.ts';
import { dossiers, keyring } from './services.ts';

/** The 更正请求 of a dossier with what was asked and answered, the last first; `shownBy` is an id. */
export function correctionsOf(app: App, { id, state }: Pick<Dossier, 'id' | 'state'>) {
  return Promise.all(
    state.corrections.toReversed().map(async ({ correction, on, askedIn, answeredIn, outcome }) => {
      const [asked, answered] = await Promise.all([
        dossiers(app).entry(id, askedIn),
        answeredIn === null ? undefined : dossiers(app).entry(id, answeredIn),
      ]);
      if (asked?.action.type !== 'requestCorrection') throw new Error(`correction ${correction} has no entry`);
      const answer = answered?.action.type === 'answerCorrection' ? answered.action.answer : null;
      return {
        correction,
        on,
        statement: await keyring(app).open<string>(correctionContext(id, correction), asked.action.statement),
        shownBy: asked.action.shownBy ?? null,
        outcome,
        answeredOn: answered?.on ?? null,
        answer: answer && (await keyring(app).open<string>(correctionAnswerContext(id, correction), answer)),
      };
    }),
  );
}

/** Whether what waits last was asked in the same words: a form sent twice asks once. */
export async function isAsked(
  app: App,
  id: string,
  { corrections }: Dossier['state'],
  statement: string,
): Promise<boolean> {
  const last = corrections.at(-1);
  if (last === undefined || last.outcome !== null) return false;
  const entry = await dossiers(app).entry(id, last.askedIn);
  if (entry?.action.type !== 'requestCorrection') return false;
  const before = await keyring(app).open<string>(correctionContext(id, last.correction), entry.action.statement);
  return before === statement;
}
