import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { assessmentContext } from '../../shared/dossier/seal-contexts.ts';
import type { Form } from '../../shared/form/form.ts';
import { exemptionsOf } from '../../shared/registry/exemptions.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, forms, gazette, keyring, table } from '../../shared/services/services.ts';
import { assessForm } from '../../shared/standards/assess-form.ts';
import type { Basis } from '../../shared/standards/basis.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';
import { secondsFor } from '../../shared/workflow/waits.ts';
import { lookAgain } from './look-again.ts';

/**
 * Asks the province's standards, and records what they say: at registration those in force on the day of submission,
 * whatever was put into force since, at a reverification today's. Done once an occasion; a repeat answers what was recorded.
 */
export const lambda =
  (app: App): StepHandler<'assess-step'> =>
  async ({ step, dossierId, round }) => {
    const occasion = `${step === 'assess' ? 'registration' : 'reverification'}-${round}`;
    const withheld = step === 'assess' ? await lookAgain(app, dossierId, round) : undefined;
    const { state } = await dossiers(app).recordLatest(dossierId, async ({ state, registrarMail }) => {
      if (state.assessment?.occasion === occasion) return undefined;
      const expected =
        step === 'assess'
          ? state.status === 'submitted' && state.round === round
          : state.status === 'reverifying' && state.review?.review === round;
      if (!expected || state.submittedForm === null) return undefined;
      const now = app.now();
      const form = await forms(app).getSubmitted(dossierId, state.submittedForm);
      const basis = step === 'assess' ? state.basis : await basisToday(app, form, now);
      if (basis === null) return undefined;
      const { explained: _, ...record } = assessForm(app.profile, form, basis, await exemptionsOf(keyring(app), state));
      const { outcome, category, tier } = record.assessment;
      const returned = step === 'assess' && outcome !== 'eligible';
      return {
        action: {
          type: 'assess',
          occasion,
          form: state.submittedForm,
          outcome,
          category,
          tier,
          record: await keyring(app).seal(assessmentContext(dossierId, occasion), record),
          ...(withheld ? { withheld } : {}),
        },
        actor: { kind: 'system', id: 'assess-step' },
        now,
        effects: returned ? [mailWrite(table(app), dossierId, { kind: 'returned' }, now, registrarMail)] : [],
      };
    });
    const outcome = state.assessment?.occasion === occasion ? state.assessment.outcome : 'ended';
    return { outcome, timeoutSeconds: secondsFor('survey', app.profile.deadlines) };
  };

export const handler = lambda(fromEnvironment());

async function basisToday(app: App, form: Form, now: Date): Promise<Basis> {
  return basisOf(await gazette(app).profileWithLines(now), form, dateInShanghai(now));
}
