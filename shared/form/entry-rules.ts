import { isDivisionOn, successorsOf } from '../divisions/codes.ts';
import { divisionName } from '../divisions/divisions.ts';
import { isIsoDate } from '../identity/id-number.ts';
import { otherOption } from './code-lists/assistance.ts';
import { accidentCauses, eventCauses, hardshipCause, otherCause } from './code-lists/causes.ts';
import { listedWord, wordForRules } from './code-lists/code-list.ts';
import type { Generation } from './code-lists/generations.ts';
import { employmentType, formerMigrantStatus, migrantWorker } from './code-lists/person.ts';
import { type Fault, type FaultKind, fault } from './faults.ts';
import { labelOf, pointerOf } from './pointers.ts';
import type { Judged } from './structure.ts';
import { readable } from './text-rules.ts';

/** Divisions, contacts, the account, causes and the determination. */
export function entryFaults(form: Judged, generation: Generation, today: string): Fault[] {
  return [
    ...divisionFaults('hukouDivision', form.worker?.hukouDivision, today),
    ...divisionFaults('workDivision', form.worker?.workDivision, today),
    ...migrantFaults(form, generation),
    ...digitFaults('mobile', '/worker/mobile', form.worker?.mobile, (digits) => /^1[3-9][0-9]{9}$/.test(digits)),
    ...digitFaults('postcode', '/worker/postcode', form.worker?.postcode, (digits) => /^[0-9]{6}$/.test(digits)),
    ...digitFaults('bankAccount', '/account/bankAccount', form.account?.bankAccount, isBankAccount),
    ...causeFaults(form, generation),
    ...determinationFaults(form, today),
  ];
}

function divisionFaults(key: 'hukouDivision' | 'workDivision', code: string | undefined, today: string): Fault[] {
  if (!readable(code) || isDivisionOn(code, today)) return [];
  const pointer = `/worker/${key}`;
  const field = labelOf(['worker', key]);
  const successors = successorsOf(code);
  if (successors.length === 0) return [fault('divisionUnknown', pointer, { field })];
  const named = successors.map((successor) => `${successor}${divisionName(successor) ?? ''}`).join('、');
  const old = `${code}${divisionName(code)?.replace('（已撤销）', '') ?? ''}`;
  const offer = successors.length === 1 ? successors[0] : undefined;
  return [fault('divisionAbolished', pointer, { field, old, successors: named }, offer)];
}

/** Which line applies depends on it: a 农民工 in the box of the old form must not be judged as a town worker unasked. */
function migrantFaults({ worker }: Judged, generation: Generation): Fault[] {
  if (worker?.employmentType === undefined) {
    return worker?.occupationStatus === formerMigrantStatus
      ? [fault('employmentTypeMissing', '/worker/employmentType')]
      : [];
  }
  if (listedWord(employmentType, generation, worker.employmentType) !== migrantWorker) return [];
  const { contractYears, openEndedContract, factualEmploymentYears } = worker;
  const employed = [contractYears, openEndedContract, factualEmploymentYears].some((box) => box !== undefined);
  return [
    ...(worker.workDivision === undefined ? [fault('workDivisionMissing', '/worker/workDivision')] : []),
    ...(worker.unionMember === undefined
      ? [fault('migrantMissing', '/worker/unionMember', { field: '工会会员' })]
      : []),
    // An empty box would count as no contract at all, and the household as one that is not entitled.
    ...(employed
      ? []
      : [
          fault('migrantMissing', '/worker/contractYears', {
            field: '劳动合同年限，或无固定期限劳动合同、事实劳动关系年限',
          }),
        ]),
  ];
}

/** A number in digits; one that is right but for full-width forms, blanks or a country code is offered plain. */
function digitFaults(
  kind: 'mobile' | 'postcode' | 'bankAccount',
  pointer: string,
  text: string | undefined,
  right: (digits: string) => boolean,
): Fault[] {
  if (!readable(text) || right(text)) return [];
  const plain = text.normalize('NFKC').replace(/[\s\-‐–—]/gu, '');
  const digits = kind === 'mobile' ? plain.replace(/^(\+|00)?86(?=1)/, '') : plain;
  if (!right(digits)) return [fault(kind, pointer)];
  const field = { mobile: '手机号码', postcode: '邮政编码', bankAccount: '银行卡号' }[kind];
  return [fault('digitsNotPlain', pointer, { field }, digits)];
}

/** 12 to 19 digits that satisfy Luhn (ISO/IEC 7812). */
function isBankAccount(digits: string): boolean {
  if (!/^[0-9]{12,19}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * One primary cause, none to three others without it or each other, a note with 其他. Aliases count as what they mean,
 * but for those of 其他: each is a cause of its own, and says itself which.
 */
function causeFaults({ causes, rigidExpenses }: Judged, generation: Generation): Fault[] {
  if (causes === undefined) return [];
  const meaning = (word: string) => {
    const listed = listedWord(hardshipCause, generation, word);
    return listed === null || listed === otherCause ? word : listed;
  };
  const faults: Fault[] = [];
  const secondary = (causes.secondaryCauses ?? []).filter((word) => word !== undefined).map(meaning);
  const primary = causes.primaryCause === undefined ? undefined : meaning(causes.primaryCause);
  if (secondary.length > 3) {
    faults.push(fault('tooMany', '/causes/secondaryCauses', { field: '次要致困原因', limit: 3 }));
  }
  for (const [index, word] of secondary.entries()) {
    const pointer = pointerOf(['causes', 'secondaryCauses', index]);
    if (word === primary) faults.push(fault('secondaryIsPrimary', pointer));
    if (secondary.indexOf(word) < index) faults.push(fault('secondaryRepeated', pointer, { field: '次要致困原因' }));
  }
  if ((primary === otherCause || secondary.includes(otherCause)) && causes.causeNote === undefined) {
    faults.push(fault('noteMissing', '/causes/causeNote', { field: '致困原因说明' }));
  }
  const named = [primary, ...secondary].flatMap((word) =>
    word === undefined ? [] : [wordForRules(hardshipCause, generation, word) ?? ''],
  );
  const struck = named.some((word) => eventCauses.includes(word));
  if (causes.majorEvent !== undefined && !struck) {
    faults.push(fault('majorEventWithoutCause', '/causes/majorEvent', { field: labelOf(['causes', 'majorEvent']) }));
  }
  if ((rigidExpenses?.accident ?? 0) > 0 && !named.some((word) => accidentCauses.includes(word))) {
    const where = ['rigidExpenses', 'accident'];
    faults.push(fault('accidentWithoutCause', pointerOf(where), { field: labelOf(where) }));
  }
  return faults;
}

function determinationFaults({ determination }: Judged, today: string): Fault[] {
  if (determination === undefined) return [];
  const { isTarget, determinedOn, priorityGroup, supportTracks } = determination;
  const faults: Fault[] = [];
  const at = (kind: FaultKind, key: string) => {
    const path = ['determination', key];
    faults.push(fault(kind, pointerOf(path), { field: labelOf(path) }));
  };
  if (isTarget === true) {
    if (determinedOn === undefined) at('determinationMissing', 'determinedOn');
    if (priorityGroup === undefined) at('determinationMissing', 'priorityGroup');
    if (supportTracks === undefined || supportTracks.length === 0) at('determinationMissing', 'supportTracks');
  }
  if (isTarget === false) {
    if (priorityGroup !== undefined) at('determinationUnexpected', 'priorityGroup');
    if (supportTracks !== undefined && supportTracks.length > 0) at('determinationUnexpected', 'supportTracks');
  }
  if (determinedOn !== undefined) {
    if (!isIsoDate(determinedOn)) at('badDate', 'determinedOn');
    else if (determinedOn > today) at('futureDate', 'determinedOn');
  }
  if (priorityGroup === otherOption && determination.priorityGroupNote === undefined)
    at('noteMissing', 'priorityGroupNote');
  if (supportTracks?.includes(otherOption) && determination.supportTrackNote === undefined) {
    at('noteMissing', 'supportTrackNote');
  }
  for (const [index, track] of (supportTracks ?? []).entries()) {
    if (supportTracks?.indexOf(track) !== index) {
      faults.push(
        fault('secondaryRepeated', pointerOf(['determination', 'supportTracks', index]), { field: '“四个一批”措施' }),
      );
    }
  }
  return faults;
}
