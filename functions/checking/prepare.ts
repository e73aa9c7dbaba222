import { adultsOf, missingAuthorizations, unnumberedOf } from '../../shared/checking/authorization.ts';
import { type CheckHousehold, mostCheckHouseholds, mostCheckRows } from '../../shared/checking/batch.ts';
import type { CheckSource } from '../../shared/checking/sources.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { isChecking, toAsk } from '../../shared/dossier/check-state.ts';
import { submittedForm } from '../../shared/dossier/proposed.ts';
import { withdrawnRefusal } from '../../shared/dossier/withdrawal-state.ts';
import { county, isOwnOf } from '../../shared/organisation/org-path.ts';
import type { Dossier } from '../../shared/registry/dossier-reader.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { authorizationsOf } from '../../shared/services/consents.ts';
import { dossierReader, forms, tasks } from '../../shared/services/services.ts';

/** So many households are looked at at once, and tasks read. */
const LANES = 8;
const PAGE = 200;
/** What is left after this long is for another batch: the API itself gives up after 29 s. */
const LONGEST_MS = 12_000;

export type Left = AnswerOf<'prepareCheck'>['left'][number];

export interface Gathered {
  households: CheckHousehold[];
  left: Left[];
  more: boolean;
}

/** The households of a union that wait to be asked about at one office, as many as one batch takes. */
export async function gathered(
  app: App,
  { orgPath, source, today }: { orgPath: string; source: CheckSource; today: string },
): Promise<Gathered> {
  const households: CheckHousehold[] = [];
  const left: Left[] = [];
  const begun = performance.now();
  let [rows, more] = [0, false];
  await inLanes(waitingIn(app, orgPath), LANES, async (id) => {
    const isFull = households.length + left.length >= mostCheckHouseholds || rows >= mostCheckRows - 40;
    if (isFull || performance.now() - begun > LONGEST_MS) {
      more = true;
      return;
    }
    const dossier = await dossierReader(app).get(id);
    const { state, maskedName } = dossier;
    const { sources } = app.profile.checking;
    if (!isOwnOf(orgPath, state.orgPath)) return;
    if (!isChecking(state) || !toAsk(state.matter.checking, sources).includes(source)) return;
    const withdrawn = withdrawnRefusal(state);
    const found = withdrawn === undefined ? await peopleIn(app, dossier, today) : { why: withdrawn };
    if ('why' in found) left.push({ dossier: id, maskedName, message: found.why });
    else {
      rows += found.people.length;
      const numbered = found.people.map((person) => ({ row: 0, person }));
      households.push({ dossier: id, orgPath: state.orgPath, form: found.form, rows: numbered });
    }
  });
  // Whoever is found first stands first, whichever lane was faster.
  const inOrder = households.toSorted((a, b) => (a.dossier < b.dossier ? -1 : 1));
  let row = 0;
  for (const each of inOrder) for (const person of each.rows) person.row = ++row;
  return { households: inOrder, left: left.toSorted((a, b) => (a.dossier < b.dossier ? -1 : 1)), more };
}

/** By what is owed: whoever waits to be asked about stands among the county's tasks. */
async function* waitingIn(app: App, orgPath: string): AsyncGenerator<string> {
  let after: string | undefined;
  do {
    const of = { limit: PAGE, ...(after === undefined ? {} : { after }) };
    const { tasks: found, last } = await tasks(app).ofCounty(county(orgPath), 'reviewer', of);
    for (const { kind, dossierId } of found) if (kind === 'check') yield dossierId;
    after = last;
  } while (after !== undefined);
}

/** Of whom of a household an office is asked, or why it may not be, in Chinese. */
async function peopleIn(
  app: App,
  dossier: Dossier,
  today: string,
): Promise<{ form: number; people: string[] } | { why: string }> {
  const form = submittedForm(dossier.state) ?? 0;
  const content = await forms(app).getSubmitted(dossier.id, form);
  const day = { today, disclosures: app.profile.checking.authorizations };
  const missing = missingAuthorizations(content, await authorizationsOf(app, dossier), day);
  if (missing.length > 0) return { why: `授权书不全，缺${missing.join('、')}的` };
  const unnumbered = new Set(unnumberedOf(content, today).map(({ pointer }) => pointer));
  const asked = adultsOf(content, today).filter(({ pointer }) => !unnumbered.has(pointer));
  return { form, people: asked.map(({ pointer }) => pointer) };
}
