import type { BodyOf } from '../../../shared/contract/types.ts';
import { AmountError, formatYuan, parseYuan } from '../../../shared/money/fen.ts';
import { withoutUnseen } from '../../../shared/text/characters.ts';

export type Content = BodyOf<'saveApplication'>;

/** 申请 as it stands in the boxes of the page: texts, yuan. */
export interface Boxes {
  by: '' | 'self' | 'other';
  helperName: string;
  helperRelation: string;
  helperTelephone: string;
  name: string;
  idNumber: string;
  telephone: string;
  employer: string;
  homeAddress: string;
  division: string;
  union: string;
  people: string;
  monthlyIncome: string;
  othersIncome: string;
  members: { name: string; relation: string; idNumber: string }[];
  situations: string[];
  statement: string;
}

export function boxesOf(content: Content): Boxes {
  const { by, helper, worker = {}, members = [], people, monthlyIncome, othersIncome } = content;
  return {
    by: by ?? '',
    helperName: helper?.name ?? '',
    helperRelation: helper?.relation ?? '',
    helperTelephone: helper?.telephone ?? '',
    name: worker.name ?? '',
    idNumber: worker.idNumber ?? '',
    telephone: worker.telephone ?? '',
    employer: worker.employer ?? '',
    homeAddress: worker.homeAddress ?? '',
    division: content.division ?? '',
    union: content.union ?? '',
    people: people === undefined ? '' : String(people),
    monthlyIncome: yuan(monthlyIncome),
    othersIncome: yuan(othersIncome),
    members: members.map((each) => ({ ...each, idNumber: each.idNumber ?? '' })),
    situations: content.situations ?? [],
    statement: content.statement ?? '',
  };
}

/** What the boxes say: what is blank is left out, and so is what is no number, which `faults` names by its box. */
export function contentOf(boxes: Boxes): { content: Content; faults: Record<string, string> } {
  const people = /^\s*([1-9]|1\d|20)\s*$/.test(boxes.people) ? Number(boxes.people) : undefined;
  const [own, others] = [fen(boxes.monthlyIncome), fen(boxes.othersIncome)];
  const amount = '请写一个数，单位是元，例如 1200；没有的写 0。';
  const faults = {
    ...(boxes.people.trim() !== '' && people === undefined ? { people: '请写 1 至 20 的一个数，例如 3。' } : {}),
    ...(own === 'none' ? { monthlyIncome: amount } : {}),
    ...(others === 'none' ? { othersIncome: amount } : {}),
  };
  const helper = {
    name: line(boxes.helperName),
    relation: line(boxes.helperRelation),
    telephone: line(boxes.helperTelephone),
  };
  const worker = said({
    name: line(boxes.name),
    idNumber: line(boxes.idNumber),
    telephone: line(boxes.telephone),
    employer: line(boxes.employer),
    homeAddress: line(boxes.homeAddress),
  });
  const members = boxes.members
    .filter(({ name, relation }) => line(name) !== '' && relation !== '')
    .map(({ name, relation, idNumber }) => ({ name: line(name), relation, ...said({ idNumber: line(idNumber) }) }));
  const content = {
    ...said({ by: boxes.by, division: boxes.division, union: boxes.union, statement: line(boxes.statement) }),
    ...(boxes.by === 'other' && Object.values(helper).every((each) => each !== '') ? { helper } : {}),
    ...(Object.keys(worker).length > 0 ? { worker } : {}),
    ...(people === undefined ? {} : { people }),
    ...(typeof own === 'number' ? { monthlyIncome: own } : {}),
    ...(typeof others === 'number' ? { othersIncome: others } : {}),
    ...(members.length > 0 ? { members } : {}),
    ...(boxes.situations.length > 0 ? { situations: boxes.situations } : {}),
  };
  return { content: content as Content, faults };
}

/** What was pasted unseen with it is refused by the API, and nobody would find it. */
const line = (text: string): string => withoutUnseen(text).trim();

const said = <T extends Record<string, string>>(texts: T): Partial<T> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')) as Partial<T>;

const yuan = (amount: number | undefined): string =>
  amount === undefined ? '' : formatYuan(amount).replace(/,/g, '').replace(/\.00$/, '');

/** Fen of what was written as yuan; undefined for nothing, `none` for what is no amount. */
function fen(text: string): number | 'none' | undefined {
  if (text.trim() === '') return undefined;
  try {
    return parseYuan(text);
  } catch (error) {
    if (error instanceof AmountError) return 'none';
    throw error;
  }
}
