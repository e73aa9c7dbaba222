import { goesOnAt } from '../../shared/dossier/answers.ts';
import { decideAssessment, isSentBack } from '../../shared/dossier/assessing.ts';
import { proposes } from '../../shared/dossier/proposed.ts';
import { isRunAt } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import { tellOfDuplicates } from '../../shared/services/tell.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';
import { secondsFor } from '../../shared/workflow/waits.ts';
import { judge } from './judge.ts';
import { lookAgain } from './look-again.ts';

/**
 * Asks the province's standards, and records what they say: of a form that was submitted those in force on that day,
 * whatever was put into force since, at a reverification today's. Done once a run; a repeat answers what was recorded.
 */
export const lambda =
  (app: App): StepHandler<'assess-step'> =>
  async ({ dossierId, ...of }) => {
    const isOurs = (state: DossierState): boolean => isRunAt(state, of, 'assessment');
    const looks = of.for !== 'exit' && of.for !== 'plan';
    const withheld = looks
      ? await lookAgain(app, dossierId, (state) => isOurs(state) && proposes(state.matter))
      : undefined;
    const { state } = await dossiers(app).recordLatest(dossierId, async (dossier) => {
      const now = app.now();
      const judgement = isOurs(dossier.state) ? await judge(app, dossier, now) : undefined;
      if (judgement === undefined) return undefined;
      const action = decideAssessment(dossier.state, { ...judgement, ...(withheld ? { withheld } : {}) });
      const returned = { kind: 'returned' } as const;
      const mail = isSentBack(dossier.state, judgement)
        ? [mailWrite(table(app), dossierId, returned, now, dossier.registrarMail)]
        : [];
      const told = await tellOfDuplicates(app, dossier, withheld ?? [], undefined, now);
      return { action, actor: { kind: 'system', id: 'assess-step' }, now, effects: [...mail, ...told] };
    });
    const { stage } = goesOnAt(state, { matter: of.number, run: of.run });
    return { stage, timeoutSeconds: secondsFor('survey', app.profile.deadlines) };
  };

export const handler = lambda(fromEnvironment());
