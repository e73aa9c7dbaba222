import { addMonths, dateInShanghai } from '../../shared/calendar/dates.ts';
import { profile } from '../../shared/province/current.ts';
import { dossiers } from '../../shared/services/services.ts';

/** Back on file: sets the date on which the dossier must be looked at again. Nothing to do when it is set already. */
export async function handler({ dossierId }: { dossierId: string }): Promise<{ outcome: string }> {
  const { state } = await dossiers().recordLatest(dossierId, async ({ state }) => {
    if (state.status !== 'reverifying' && state.status !== 'leaving') return undefined;
    const now = new Date();
    const on = addMonths(dateInShanghai(now), profile.review.everyMonths);
    return { action: { type: 'setNextReview', on }, actor: { kind: 'system', id: 'reverification-step' }, now };
  });
  return { outcome: state.status };
}
