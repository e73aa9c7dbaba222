import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { checkResults, checkSources } from '../../shared/checking/sources.ts';
import { outcomeTitles } from '../../shared/contract/titles.ts';
import { ownForm } from '../../shared/dossier/own.ts';
import { checkContext } from '../../shared/dossier/seal-contexts.ts';
import type { CheckedPerson } from '../../shared/dossier/sealed-contents.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { statusOf, statusTitles } from '../../shared/dossier/status.ts';
import { matterTitles } from '../../shared/matters/course.ts';
import { perCapita } from '../../shared/money/fen.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import { decisionTitles, type OwnView, type Row } from '../../shared/pages/views.ts';
import { mask } from '../../shared/privacy/mask.ts';
import { maskIdNumber } from '../../shared/privacy/masks.ts';
import { readingKinds } from '../../shared/privacy/reading-kinds.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { Reading } from '../../shared/registry/readings.ts';
import type { App } from '../../shared/services/app.ts';
import { correctionsOf } from '../../shared/services/corrections.ts';
import { forms, keyring, names, people, publisher, readings, unions } from '../../shared/services/services.ts';
import { rowsOf } from './form-rows.ts';

/** So long nobody learns of a spot check from whoever it looks at (0049). */
const SPOT_CHECK_DAYS = 30;

/** What is on file of the household, as the worker may read it: their own, masked as the staff reads it, and the ID numbers besides. */
export async function ownView(app: App, dossier: Dossier, now: Date): Promise<Omit<OwnView, 'entry'>> {
  const { id, state } = dossier;
  const form = await forms(app).getSubmitted(id, ownForm(state) ?? 0);
  const shown = mask('detail', form, dateInShanghai(now));
  const { worker, household, members = [], causes, determination, rigidExpenses, assets } = shown;
  const capita = perCapita(form.household.annualHouseholdIncome, form.household.householdSize);
  return {
    publisher: publisher(app),
    maskedName: dossier.maskedName,
    status: statusTitles[statusOf(state)],
    union: await unions(app).name(state.orgPath),
    decisions: decisionsOf(state),
    sections: [
      { title: '您本人', rows: rowsOf('worker.', veiled(worker)) },
      {
        title: '收入与家庭',
        rows: [...rowsOf('household.', household), { label: '家庭月人均收入', value: capita.working }],
      },
      { title: '刚性支出与财产', rows: [...rowsOf('rigidExpenses.', rigidExpenses), ...rowsOf('assets.', assets)] },
      ...members.map((member, index) => ({
        title: `家庭成员 ${index + 1}`,
        rows: rowsOf('members[].', veiled(member)),
      })),
      { title: '核对家庭经济状况', rows: await checksOf(app, state) },
      { title: '致困原因与认定', rows: [...rowsOf('causes.', causes), ...rowsOf('determination.', determination)] },
    ].filter(({ rows }) => rows.length > 0),
    readings: await readingsOf(app, id, now),
    corrections: (await correctionsOf(app, dossier)).map(({ shownBy: _, ...correction }) => correction),
  };
}

/** What came of it: by the standards, by those who decided, and what it is on file as. */
function decisionsOf({ matter, inForce, registration }: DossierState): Row[] {
  const { assessment } = matter.assessment ? matter : { assessment: inForce?.assessment ?? null };
  const decision = matter.approval?.decision?.decision;
  return [
    ...(assessment === null
      ? []
      : [
          {
            label: '对照本省标准认定',
            value: [outcomeTitles[assessment.outcome], assessment.category].filter(Boolean).join('，'),
          },
        ]),
    ...(decision === undefined
      ? []
      : [{ label: `${matterTitles[matter.kind]}的审批`, value: decisionTitles[matter.kind][decision] }]),
    ...(registration === null
      ? []
      : [
          { label: '建档', value: `${dateInWords(registration.registeredOn)}，${registration.category}` },
          { label: '职工编号', value: registration.dossierNumber },
        ]),
  ];
}

/** What offices answered of the household, for its own eyes: an explanation is theirs to give. */
async function checksOf(app: App, { id, matter: { checking } }: DossierState) {
  const answered = (checking?.checks ?? []).flatMap(({ source, answer }) => (answer ? [{ source, answer }] : []));
  return Promise.all(
    answered.map(async ({ source, answer: { version, on, result, says } }) => {
      const people = says === null ? [] : await keyring(app).open<CheckedPerson[]>(checkContext(id, version), says);
      const told = people.flatMap(({ difference }) => (difference === null ? [] : [difference]));
      const value = `${[checkResults[result], ...told].join('；')}（${dateInWords(on)}登记）`;
      return { label: checkSources[source], value };
    }),
  );
}

/** A telephone is looked at over somebody's shoulder, and photographed: no number of anybody stands on it whole. */
function veiled<T extends { idNumber?: string | undefined }>(person: T | undefined): T | undefined {
  if (person?.idNumber === undefined) return person;
  return { ...person, idNumber: maskIdNumber(person.idNumber) };
}

/** Who has read it: the latest fifty times. */
async function readingsOf(app: App, id: string, now: Date): Promise<OwnView['readings']> {
  const page = await readings(app).page(id);
  const told = await Promise.all(page.readings.map((reading) => readBy(app, reading, now)));
  return told.filter((each) => each !== undefined);
}

async function readBy(app: App, { kind, at, by }: Reading, now: Date) {
  const person = await people(app).find(by);
  const isSpotCheck = person !== undefined && person.roles.length === 1 && person.roles[0] === 'auditor';
  if (isSpotCheck && now.getTime() - Date.parse(at) < SPOT_CHECK_DAYS * 24 * 3600_000) return undefined;
  const union = person === undefined ? '' : `（${await unions(app).name(person.orgPath)}）`;
  const name = `${await names(app).of(by)}${union}`;
  // Whoever has the code read it: the worker, as far as whoever verified the contact was right.
  if (kind === 'ownByCode') return { at, what: readingKinds[kind], by: `凭验证码（联系方式由${name}核验）` };
  return { at, what: readingKinds[kind], by: name };
}
