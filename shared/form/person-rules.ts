import { isOrWasDivision } from '../divisions/codes.ts';
import { ageOn, type IdNumber, isIsoDate, readIdNumber } from '../identity/id-number.ts';
import { disabled } from './code-lists/health.ts';
import { type Fault, type FaultKind, fault } from './faults.ts';
import { labelOf, pointerOf, type Step } from './pointers.ts';
import { spellName } from './spelled-name.ts';
import type { Judged } from './structure.ts';
import { readable } from './text-rules.ts';

/** What the worker and a member have in common. */
interface Person {
  name?: string | undefined;
  sex?: string | undefined;
  idNumber?: string | undefined;
  birthDate?: string | undefined;
}

/** Faults, and warnings: things to look at that do not stop a submission. */
export interface Findings {
  faults: Fault[];
  warnings: Fault[];
}

const oldest = 120;
/** Nobody is a worker before (劳动法第十五条, facts.md 1.1.7): who studies is put on file through a parent. */
const workingAge = 16;

/** Everything about each person in the household, and that nobody stands in it twice. */
export function personFindings(form: Judged, today: string): Findings {
  const findings: Findings = { faults: [], warnings: [] };
  const seen = new Set<string>();
  const people: [Step[], Person][] = form.worker === undefined ? [] : [[['worker'], form.worker]];
  for (const [index, member] of (form.members ?? []).entries()) {
    if (member !== undefined) people.push([['members', index], member]);
  }
  for (const [path, person] of people) judgePerson(path, person, today, findings, seen);
  findings.faults.push(...workerAgeFaults(form, today), ...workerDisabilityFaults(form), ...memberFaults(form));
  return findings;
}

function judgePerson(path: Step[], person: Person, today: string, findings: Findings, seen: Set<string>): void {
  const at = (kind: FaultKind, key: string, offer?: string) => {
    const where = [...path, key];
    findings.faults.push(fault(kind, pointerOf(where), { field: labelOf(where) }, offer));
  };
  if (readable(person.name)) {
    const spelled = spellName(person.name);
    if (spelled === null) at('badName', 'name');
    else if (spelled !== person.name.trim().normalize('NFC')) at('badName', 'name', spelled);
  }
  const date = person.birthDate;
  const dateReads = date !== undefined && isIsoDate(date);
  if (date !== undefined && !dateReads) at('badDate', 'birthDate');
  if (dateReads && date > today) at('futureDate', 'birthDate');
  if (dateReads && ageOn(date, today) > oldest) at('tooOld', 'birthDate');

  if (!readable(person.idNumber)) return;
  const reading = readIdNumber(person.idNumber);
  if (!reading.ok) at(idFaults[reading.fault], 'idNumber', reading.offer);
  const number = reading.ok ? person.idNumber : reading.offer;
  if (number !== undefined) {
    if (seen.has(number)) at('duplicatePerson', 'idNumber');
    seen.add(number);
  }
  if (reading.value !== null) judgeAgainstNumber(reading.value);

  function judgeAgainstNumber(value: IdNumber): void {
    if (dateReads && value.birthDate !== date) at('birthDateDiffers', 'birthDate', value.birthDate);
    if ((person.sex === '男' || person.sex === '女') && person.sex !== value.sex) at('sexDiffers', 'sex', value.sex);
    if (!isOrWasDivision(value.division)) {
      const where = [...path, 'idNumber'];
      findings.warnings.push(fault('idDivisionUnknown', pointerOf(where), { field: labelOf(where) }));
    }
  }
}

const idFaults = {
  length15: 'idLength15',
  spelling: 'digitsNotPlain',
  shape: 'idShape',
  date: 'idDate',
  check: 'idCheck',
} as const satisfies Record<string, FaultKind>;

function workerAgeFaults({ worker }: Judged, today: string): Fault[] {
  const birthDate = worker?.birthDate;
  if (birthDate === undefined || !isIsoDate(birthDate) || birthDate > today) return [];
  if (ageOn(birthDate, today) >= workingAge) return [];
  const where = ['worker', 'birthDate'];
  return [fault('workerTooYoung', pointerOf(where), { field: labelOf(where), limit: workingAge })];
}

function workerDisabilityFaults({ worker }: Judged): Fault[] {
  if (worker?.health === undefined) return [];
  if (worker.health === disabled && worker.disability === undefined) {
    return [fault('disabilityMissing', '/worker/disability')];
  }
  return unexpectedDisability(['worker'], worker);
}

/** A grade or kind of disability beside a health that is not 残疾. */
function unexpectedDisability(
  path: Step[],
  person: { health?: string | undefined; disability?: string | undefined; disabilityGrade?: string | undefined },
): Fault[] {
  if (person.health === undefined || person.health === disabled) return [];
  return (['disability', 'disabilityGrade'] as const)
    .filter((key) => person[key] !== undefined)
    .map((key) => fault('disabilityUnexpected', pointerOf([...path, key]), { field: labelOf([...path, key]) }));
}

/** The paper form has no box for a member's kind of disability: given or not, it is only wrong without 残疾. */
function memberFaults({ members = [] }: Judged): Fault[] {
  return members.flatMap((member, index) => {
    if (member === undefined) return [];
    const faults = unexpectedDisability(['members', index], member);
    const reason = `/members/${index}/noIdNumberReason`;
    if (member.idNumber === undefined && member.noIdNumberReason === undefined) {
      faults.push(fault('noIdNumberReason', reason));
    }
    if (member.idNumber !== undefined && member.noIdNumberReason !== undefined) {
      faults.push(fault('idNumberAndReason', reason));
    }
    return faults;
  });
}
