import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { goesOnAt } from '../../shared/dossier/answers.ts';
import { decideAssessment } from '../../shared/dossier/assessing.ts';
import { runsOf } from '../../shared/dossier/running.ts';
import { assessmentContext } from '../../shared/dossier/seal-contexts.ts';
import { occasionOf } from '../../shared/dossier/settled.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { Form } from '../../shared/form/form.ts';
import { exemptionsOf } from '../../shared/registry/exemptions.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, forms, gazette, keyring, table } from '../../shared/services/services.ts';
import { tellOfDuplicates } from '../../shared/services/tell.ts';
import { assessForm } from '../../shared/standards/assess-form.ts';
import type { Basis } from '../../shared/standards/basis.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';
import { reasonToLeave } from '../../shared/standards/reason-to-leave.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';
import { secondsFor } from '../../shared/workflow/waits.ts';
import { lookAgain } from './look-again.ts';

/**
 * Asks the province's standards, and records what they say: at registration those in force on the day of submission,
 * whatever was put into force since, at a reverification today's. Done once a run; a repeat answers what was recorded.
 */
export const lambda =
  (app: App): StepHandler<'assess-step'> =>
  async ({ dossierId, run, ...of }) => {
    const isOurs = (state: DossierState): boolean =>
      runsOf(state, of)?.run === run && goesOnAt(state, { matter: of.number, run }).stage === 'assessment';
    const withheld = of.for === 'registration' ? await lookAgain(app, dossierId, isOurs) : undefined;
    const { state } = await dossiers(app).recordLatest(dossierId, async (dossier) => {
      const { state, registrarMail } = dossier;
      const { matter, inForce } = state;
      if (!isOurs(state) || matter.form === null) return undefined;
      const now = app.now();
      const form = await forms(app).getSubmitted(dossierId, matter.form);
      const basis = matter.kind === 'registration' ? matter.basis : await basisToday(app, form, now);
      if (basis === null) return undefined;
      const exemptions = await exemptionsOf(keyring(app), state);
      const { explained: _, ...record } = assessForm(app.profile, form, basis, exemptions);
      const { outcome, category, tier } = record.assessment;
      const eligible = outcome === 'eligible';
      const reviewed = matter.kind !== 'registration' && inForce !== null;
      const occasion = occasionOf(matter);
      return {
        action: decideAssessment(state, {
          form: matter.form,
          outcome,
          category,
          tier,
          record: await keyring(app).seal(assessmentContext(dossierId, occasion), record),
          reason:
            reviewed && !eligible
              ? reasonToLeave(app.profile, form, { before: inForce.basis, today: basis }, exemptions)
              : null,
          ...(reviewed ? { basis } : {}),
          ...(withheld ? { withheld } : {}),
        }),
        actor: { kind: 'system', id: 'assess-step' },
        now,
        effects: [
          ...(reviewed || eligible ? [] : [mailWrite(table(app), dossierId, { kind: 'returned' }, now, registrarMail)]),
          ...(await tellOfDuplicates(app, dossier, withheld ?? [], undefined, now)),
        ],
      };
    });
    const { stage } = goesOnAt(state, { matter: of.number, run });
    return { stage, timeoutSeconds: secondsFor('survey', app.profile.deadlines) };
  };

export const handler = lambda(fromEnvironment());

async function basisToday(app: App, form: Form, now: Date): Promise<Basis> {
  return basisOf(await gazette(app).profileWithLines(now), form, dateInShanghai(now));
}
