import type { AnswerOf } from '../../shared/contract/types.ts';
import { transferAnswerContext, transferContext } from '../../shared/dossier/seal-contexts.ts';
import { type Transfer, transferDue } from '../../shared/dossier/transfer-state.ts';
import { mask } from '../../shared/privacy/mask.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { forms, keyring, names, unions } from '../../shared/services/services.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';

/**
 * What the receiving union sees before it answers, and no more: what the public notice said of the household, where it
 * comes from and why, and what is coming up. The rest is theirs once they have accepted it.
 */
export async function transferOf(
  app: App,
  { id, version, state, maskedName }: Dossier,
  { transfer, from, to, by, proposedOn, reason, reminded, answer }: Transfer,
): Promise<AnswerOf<'getTransfer'>> {
  const { registration, inForce, nextReviewOn, planInForce } = state;
  const { category = null, tier = null, registeredOn = null } = registration ?? {};
  const form = await forms(app).getSubmitted(id, inForce?.form ?? 0);
  const shown = mask('publicNotice', form, proposedOn, {
    hardshipCategory: category ?? '',
    tier: tier === null ? '' : tierTitles[tier],
  });
  const open = (context: string, sealed: Transfer['reason']) => keyring(app).open<string>(context, sealed);
  return {
    ...{ id, version, transfer, from, to, proposedOn, reminded, by },
    fromUnion: await unions(app).name(from),
    toUnion: await unions(app).name(to),
    byName: await names(app).of(by),
    reason: await open(transferContext(id, transfer), reason),
    due: transferDue(proposedOn, app.profile.deadlines),
    outcome: answer?.outcome ?? null,
    answeredOn: answer?.on ?? null,
    answer: answer?.reason ? await open(transferAnswerContext(id, transfer), answer.reason) : null,
    household: {
      maskedName,
      workplace: shown.worker.employer,
      size: shown.household.householdSize,
      ...{ category, tier, registeredOn, nextReviewOn },
      planDue: planInForce?.dueMonth ?? null,
    },
  };
}
