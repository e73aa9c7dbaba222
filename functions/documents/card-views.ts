import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { otherOption, program, supportTrack } from '../../shared/form/code-lists/assistance.ts';
import { otherCause } from '../../shared/form/code-lists/causes.ts';
import { type CodeList, listedWord } from '../../shared/form/code-lists/code-list.ts';
import type { Generation } from '../../shared/form/code-lists/generations.ts';
import type { ProcedureRecord } from '../../shared/form/procedure-record.ts';
import { perCapita } from '../../shared/money/fen.ts';
import { dateInWords, monthInWords } from '../../shared/pages/dates.ts';
import { mask } from '../../shared/privacy/mask.ts';
import type { Household } from './load.ts';
import type { Heading, OfficerCardView, TickOption, WorkerCardView } from './print/views.ts';

/**
 * 联系卡（帮扶责任人存）. Everything of the household comes through the privacy table: a field that it hides from this
 * card does not exist in what the card is made of.
 */
export function officerCardView(household: Household): OfficerCardView {
  const { worker, members, causes, record } = mask(
    'officerCard',
    household.form,
    issuedOn(household),
    recordOf(household),
  );
  const words = [causes.primaryCause, ...(causes.secondaryCauses ?? [])];
  return {
    ...headingOf(household),
    dossierNumber: record.dossierNumber ?? '',
    name: worker.name,
    sex: worker.sex,
    birthMonth: worker.birthDate,
    homeAddress: worker.homeAddress,
    employer: worker.employer,
    members: (members ?? []).map(({ relation, name }) => ({ relation: relation ?? '', name: name ?? '' })),
    causes: words.map((word) => (word === otherCause && causes.causeNote ? `${word}（${causes.causeNote}）` : word)),
    hardshipCategory: record.hardshipCategory ?? '',
    dueMonth: record.dueMonth === undefined ? '' : monthInWords(record.dueMonth),
    contact: [worker.mobile, worker.otherContact].filter(Boolean).join('，'),
    assistingOrganization: record.assistingOrganization ?? '',
    assistanceOfficer: record.officerName ?? '',
  };
}

/** 联系卡（困难职工存）, likewise: whom to call and what was agreed. */
export function workerCardView(household: Household): WorkerCardView {
  const { worker, record } = mask('workerCard', household.form, issuedOn(household), recordOf(household));
  const generation = household.form.codeLists;
  return {
    ...headingOf(household),
    name: worker.name,
    sex: worker.sex,
    birthMonth: worker.birthDate,
    assistingOrganization: record.assistingOrganization ?? '',
    assistanceOfficer: {
      name: record.officerName ?? '',
      post: record.officerPost ?? '',
      contact: record.officerContact ?? '',
    },
    unionLiaison: {
      name: record.liaisonName ?? '',
      post: record.liaisonPost ?? '',
      contact: record.liaisonContact ?? '',
    },
    supportTracks: ticksOf(supportTrack, generation, record.supportTracks ?? [], record.supportTrackNote),
    programs: ticksOf(program, generation, record.programs ?? [], record.programNote),
    remarks: record.cardRemarks ?? '',
  };
}

/** The day in Asia/Shanghai that all documents of a plan bear: that of its signature. */
export function issuedOn({ signature }: Household): string {
  return dateInShanghai(signature.signedAt);
}

/**
 * What stands around each document. Its number names the print and not the household: 职工编号 has no place on the
 * worker's card, and one kind of number on all three keeps them together.
 */
export function headingOf(household: Household): Heading {
  return {
    union: household.invented ? `${household.union}（演示）` : household.union,
    documentNumber: `${household.invented ? '虚构-' : ''}${household.id.slice(0, 10).toUpperCase()}-${household.plan.number}`,
    issuedOn: dateInWords(issuedOn(household)),
  };
}

/** What the procedure added to the form, before any mask. */
export function recordOf(household: Household): ProcedureRecord {
  const { content } = household.plan;
  const { annualHouseholdIncome, householdSize } = household.form.household;
  const reviewer = household.approvals.at(-1)?.approver;
  return {
    dossierNumber: household.dossierNumber,
    hardshipCategory: household.hardshipCategory,
    tier: household.tier,
    monthlyIncomePerCapita: perCapita(annualHouseholdIncome, householdSize).fen,
    registrar: household.registrar,
    recorder: household.recorder,
    ...(reviewer === undefined ? {} : { reviewer }),
    workerSignature: household.signature.name,
    assistingOrganization: content.assistingOrganization,
    officerName: content.officer.name,
    officerPost: content.officer.post,
    officerContact: content.officer.contact,
    liaisonName: content.liaison.name,
    liaisonPost: content.liaison.post,
    liaisonContact: content.liaison.contact,
    dueMonth: content.dueMonth,
    supportTracks: content.supportTracks,
    ...(content.supportTrackNote === undefined ? {} : { supportTrackNote: content.supportTrackNote }),
    programs: content.programs,
    ...(content.programNote === undefined ? {} : { programNote: content.programNote }),
    measures: content.measures,
    ...(content.remarks === undefined ? {} : { cardRemarks: content.remarks }),
  };
}

/**
 * Every option of a list with its box. What was agreed in words that the list does not have is written behind 其他,
 * because a signed plan must not lose a line on paper.
 */
export function ticksOf(list: CodeList, generation: Generation, words: readonly string[], note = ''): TickOption[] {
  const ticked = new Set<string>();
  const unlisted: string[] = [];
  for (const word of words) {
    const listed = word.startsWith(otherOption) ? otherOption : listedWord(list, generation, word);
    if (listed === null) unlisted.push(word);
    ticked.add(listed ?? otherOption);
  }
  const notes = [...unlisted, note].filter((text) => text !== '').join('；');
  return list.generations[generation].values.map((label) => ({
    label: label === otherOption ? `${label}（注明）` : label,
    ticked: ticked.has(label),
    note: label === otherOption && ticked.has(label) ? notes : '',
  }));
}
