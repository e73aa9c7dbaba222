import type { User } from '../../shared/access/may.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { PrepareTranscriptBody } from '../../shared/contract/bodies/transcripts.ts';
import { numberFault } from '../../shared/dossier/transcribing.ts';
import { type FieldFault, Problem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { checkForm } from '../../shared/form/check.ts';
import { hardshipCategory } from '../../shared/form/code-lists/hardship-category.ts';
import type { Form } from '../../shared/form/form.ts';
import { isIsoDate } from '../../shared/identity/id-number.ts';
import { isOwnOf, isWithinCounty } from '../../shared/organisation/org-path.ts';
import type { OldDossier } from '../../shared/registry/transcripts.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { knownBy } from '../../shared/services/known-by.ts';
import { gazette, unions } from '../../shared/services/services.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';
import type { ProvinceStandards } from '../../shared/standards/standard.ts';
import { ownDossierOf } from './on-file-already.ts';

/** So many households are looked at at once. */
const LANES = 8;
/** No union kept such dossiers before. */
const EARLIEST = '1990-01-01';

type Row = PrepareTranscriptBody['rows'][number];

/** What of a batch can be taken over, and everything that is wrong with any of it: with one fault none of it is. */
export interface Examined {
  dossiers: (OldDossier & { row: number })[];
  faults: FieldFault[];
}

/**
 * Looks at each household of a batch as if it were submitted today. Whether other unions have any of its people on file is
 * not asked here: that would tell whoever tries numbers. It is asked when somebody else has confirmed the batch.
 */
export async function examineTranscript(
  app: App,
  user: User,
  body: PrepareTranscriptBody,
  now: Date,
): Promise<Examined> {
  const today = dateInShanghai(now);
  const province = await gazette(app).profileWithLines(now);
  const absences = new Map<string, Promise<string | undefined>>();
  const absence = (orgPath: string) => {
    const known = absences.get(orgPath) ?? unions(app).absence(orgPath, today);
    absences.set(orgPath, known);
    return known;
  };
  const found = new Map<number, { form: Form | null; faults: FieldFault[] }>();
  await inLanes(body.rows.entries(), LANES, async ([index, row]) => {
    const { form, faults } = formOf(row.form, province, today);
    const there = isOwnOf(body.orgPath, row.orgPath) ? await absence(row.orgPath) : notIn(body.orgPath);
    const own =
      form === null
        ? undefined
        : await ownDossierOf(app, user, {
            numbers: (await knownBy(app, form)).numbers,
            handedInFor: body.orgPath,
          });
    found.set(index, {
      form,
      faults: [
        ...(there === undefined ? [] : [wrong('/orgPath', there)]),
        ...registrationFaults(row, today),
        ...faults,
        ...(own === undefined ? [] : [wrong('/form/worker/idNumber', own)]),
      ],
    });
  });
  const dossiers: Examined['dossiers'] = [];
  const faults: FieldFault[] = [];
  const seen = new Map<string, number>();
  for (const [index, { form: _, ...row }] of body.rows.entries()) {
    const { form = null, faults: own = [] } = found.get(index) ?? {};
    const twice = twiceFaults(row, form, seen, body.rows[index - 1]?.row ?? 0);
    for (const { pointer, ...each } of [...own, ...twice])
      faults.push({ ...each, pointer: `/rows/${index}${pointer}` });
    if (form !== null) dossiers.push({ ...row, form });
  }
  return { dossiers, faults };
}

/** The form as it would be submitted: whole, free of faults, and with a line by which it can be judged. */
function formOf(
  content: unknown,
  province: ProvinceStandards,
  today: string,
): { form: Form | null; faults: FieldFault[] } {
  const { form, faults } = checkForm(content, { today });
  if (form === null) return { form, faults: faults.map((each) => ({ ...each, pointer: `/form${each.pointer}` })) };
  try {
    basisOf(province, form, today);
    return { form, faults: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const said = error.faults.map(({ message }) => message).join('；') || error.said;
    return { form, faults: [wrong('/form/worker/hukouDivision', said, error.code)] };
  }
}

function registrationFaults({ dossierNumber, registeredOn, category }: Row, today: string): FieldFault[] {
  const number = numberFault(dossierNumber, today);
  const categories = Object.values(hardshipCategory.generations).flatMap(({ values }) => values);
  return [
    ...(number === undefined ? [] : [wrong('/dossierNumber', number)]),
    ...(isIsoDate(registeredOn) && registeredOn >= EARLIEST && registeredOn <= today
      ? []
      : [wrong('/registeredOn', `建档日期${quoted(registeredOn)}应在 ${EARLIEST} 至今天之间，写作 2019-03-05`)]),
    ...(categories.includes(category)
      ? []
      : [wrong('/category', `困难类别不能是${quoted(category)}，可以是${categories.join('、')}`)]),
  ];
}

/** What may stand once only in a batch, and the rows in their order. */
function twiceFaults(
  { row, dossierNumber }: Omit<Row, 'form'>,
  form: Form | null,
  seen: Map<string, number>,
  before: number,
): FieldFault[] {
  const faults = row > before ? [] : [wrong('/row', '各户的行号应从小到大，不重')];
  const once = (what: string, pointer: string, message: (line: number) => string) => {
    const line = seen.get(what);
    if (line === undefined) seen.set(what, row);
    else faults.push(wrong(pointer, message(line)));
  };
  once(`编号 ${dossierNumber}`, '/dossierNumber', (line) => `职工编号与第 ${line} 行的一户相同`);
  for (const [index, { idNumber }] of (form ? [form.worker, ...form.members] : []).entries()) {
    const at = index === 0 ? '/form/worker/idNumber' : `/form/members/${index - 1}/idNumber`;
    if (idNumber !== undefined)
      once(`号码 ${idNumber}`, at, (line) => `身份证号也在第 ${line} 行的一户里：一个人只能在一户`);
  }
  return faults;
}

const notIn = (orgPath: string): string =>
  isWithinCounty(orgPath) ? '不归报的工会管' : '不在报的工会本级和直属单位；归县里的由县里报';

const wrong = (pointer: string, message: string, code = 1004): FieldFault => ({ pointer, code, message });
