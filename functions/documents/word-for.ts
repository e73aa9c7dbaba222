import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { WordKind } from '../../shared/contract/prints.ts';
import { noticeWords } from '../../shared/pages/notice-words.ts';
import type { Dossier } from '../../shared/registry/dossier-reader.ts';
import type { App } from '../../shared/services/app.ts';
import { notices } from '../../shared/services/services.ts';
import { shownNotice } from '../../shared/services/shown-notice.ts';
import { demonstrationNote } from '../../shared/standards/demonstration.ts';
import { officerCardView, workerCardView } from './card-views.ts';
import { dossierFormView } from './dossier-form-view.ts';
import { ledgerContentOf } from './ledger-content.ts';
import { ledgerView } from './ledger-view.ts';
import { type Household, loadHousehold } from './load.ts';
import { dossierForm } from './print/dossier-form.ts';
import { ledgerSheet } from './print/ledger-sheet.ts';
import { officerCard } from './print/officer-card.ts';
import type { Sheet } from './print/sheet.ts';
import { workerCard } from './print/worker-card.ts';
import { noticeWord } from './word/notice.ts';
import { wordOf } from './word/sheet.ts';

/** Of the plan for which documents were issued last, from the sheets that the PDFs are drawn from. */
const issued = {
  dossierForm: (household) => dossierForm(dossierFormView(household)),
  officerCard: (household) => officerCard(officerCardView(household)),
  workerCard: (household) => workerCard(workerCardView(household)),
} as const satisfies Partial<Record<WordKind, (household: Household) => Sheet>>;

/** A document of a household as Word; undefined where there is none. */
export async function wordFor(app: App, dossier: Dossier, kind: WordKind, now: Date): Promise<Uint8Array | undefined> {
  const { state } = dossier;
  const today = dateInShanghai(now);
  if (kind === 'publicNotice') return state.matter.notice ? ofNotice(app, state.matter.notice.id, today) : undefined;
  if (kind === 'ledgerSheet') {
    if (state.registration === null) return undefined;
    return wordOf(ledgerSheet(ledgerView(await ledgerContentOf(app, dossier, today))), now);
  }
  const plan = state.issuedFor.at(-1);
  const household = plan === undefined ? undefined : await loadHousehold(app, dossier, plan);
  return household && wordOf(issued[kind](household), new Date(household.signature.signedAt));
}

/** While it is on the wall, as its page is. */
async function ofNotice(app: App, id: string, today: string): Promise<Uint8Array | undefined> {
  const notice = await notices(app).find(id, today);
  if (notice === undefined) return undefined;
  const shown = shownNotice(app, notice);
  const { officePhone, demonstration } = shown.publisher;
  const note = demonstration ? demonstrationNote : undefined;
  return noticeWord(
    noticeWords(shown),
    { officePhone, page: shown.address, note },
    new Date(`${today}T00:00:00+08:00`),
  );
}
