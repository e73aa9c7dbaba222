import { levelDue, pendingApproval } from '../../shared/dossier/approval-state.ts';
import { isRunAt } from '../../shared/dossier/running.ts';
import type { App } from '../../shared/services/app.ts';
import { asking, hindranceOf } from '../../shared/services/ask-approver.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { handOver } from '../../shared/services/hand-over.ts';
import { dossiers } from '../../shared/services/services.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';
import { SHORTEST_WAIT_SECONDS, secondsToDecide } from '../../shared/workflow/waits.ts';

/**
 * Puts the matter before the approver of the next level; when a deadline has passed, or whoever is asked can decide no
 * more, before somebody else. Repeated, it answers with the request that already stands.
 */
export const lambda =
  (app: App): StepHandler<'approval-step'> =>
  async (input) => {
    const { dossierId, expired } = input;
    // Asked over and over again, and never answered.
    if (expired > 0) await handOver(app, input);
    const { state } = await dossiers(app).recordLatest(dossierId, async (dossier) => {
      const { state } = dossier;
      const due = isRunAt(state, input, 'approval') ? levelDue(state.matter) : undefined;
      if (due === undefined) return undefined;
      const standing = pendingApproval(state);
      const hindrance = await hindranceOf(app, state);
      if (standing && standing.request !== expired && !hindrance) return undefined;
      const asked = await asking(app, dossier, due, hindrance?.because);
      return { ...asked, actor: { kind: 'system', id: 'approval-step' }, now: app.now() };
    });
    const { approval } = state.matter;
    if (!approval) return { request: 0, timeoutSeconds: SHORTEST_WAIT_SECONDS };
    return { request: approval.request, timeoutSeconds: secondsToDecide(dossierId, approval.deadline, app.now()) };
  };

export const handler = lambda(fromEnvironment());
