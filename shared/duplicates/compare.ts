import { type EvidenceKind, points, thresholds } from './evidence.ts';
import type { Trace, TraceKind } from './traces.ts';

export type Verdict = 'certain' | 'possible' | 'none';

export interface Reason {
  kind: EvidenceKind;
  /** JSON pointer into my form: the person, or the address. */
  pointer: string;
  /** Says it in Chinese, and nothing of the other household but that it is alike. */
  sentence: string;
}

export interface Comparison {
  score: number;
  verdict: Verdict;
  reasons: Reason[];
}

/** One of mine and one of theirs who may be one person, with the strongest evidence for it. */
interface Pair {
  mine: number;
  theirs: number;
  kind: EvidenceKind;
}

/**
 * How likely two households are one, from the traces that they share; texts as derived or hashed, but both alike.
 * Either way round it gives the same score and verdict, and so does any order of the members; the sentences speak of
 * mine. Every person counts once, with the strongest evidence.
 */
export function compare(mine: readonly Trace[], theirs: readonly Trace[]): Comparison {
  const { pairs, sameDoor } = meet(mine, theirs);
  const mineBest = best(pairs, 'mine');
  const crossed = pairs.find((pair) => (pair.mine === 0) !== (pair.theirs === 0));
  const score =
    Math.min(sum(mineBest), sum(best(pairs, 'theirs'))) +
    (sameDoor ? points.addressAndSurname : 0) +
    (crossed ? points.memberIsWorker : 0);
  const verdict = score >= thresholds.certain ? 'certain' : score >= thresholds.possible ? 'possible' : 'none';
  const reasons = mineBest.map(({ mine, kind }) => reason(kind, mine));
  if (sameDoor) reasons.push(reason('addressAndSurname', null));
  if (crossed) reasons.push(reason('memberIsWorker', crossed.mine, crossed.theirs === 0));
  return { score, verdict, reasons };
}

const evidenceOf: Record<Exclude<TraceKind, 'addressAndSurname'>, EvidenceKind> = {
  number: 'sameNumber',
  nameAndCoveredNumber: 'oneDigitOff',
  nameAndBirthDate: 'nameAndBirthDate',
  nameAndNumberWithoutDate: 'nameAndNumberWithoutDate',
  nameAndRearrangedNumber: 'nameAndRearrangedNumber',
};

function meet(mine: readonly Trace[], theirs: readonly Trace[]): { pairs: Pair[]; sameDoor: boolean } {
  const byText = new Map<string, Trace[]>();
  for (const trace of theirs) {
    const key = `${trace.kind}\n${trace.text}`;
    const same = byText.get(key);
    if (same) same.push(trace);
    else byText.set(key, [trace]);
  }
  const pairs = new Map<string, Pair>();
  let sameDoor = false;
  for (const { kind, text, person } of mine) {
    for (const other of byText.get(`${kind}\n${text}`) ?? []) {
      if (kind === 'addressAndSurname' || person === null || other.person === null) sameDoor = true;
      else keepStronger(pairs, { mine: person, theirs: other.person, kind: evidenceOf[kind] });
    }
  }
  return { pairs: [...pairs.values()], sameDoor };
}

const order: readonly EvidenceKind[] = Object.keys(points) as EvidenceKind[];

/** Equal numbers share every covered number too: they are one number, not one that is a digit off. */
function keepStronger(pairs: Map<string, Pair>, pair: Pair): void {
  const key = `${pair.mine} ${pair.theirs}`;
  const before = pairs.get(key);
  if (before === undefined || order.indexOf(pair.kind) < order.indexOf(before.kind)) pairs.set(key, pair);
}

/** For each person on one side, the pair with the strongest evidence. */
function best(pairs: readonly Pair[], side: 'mine' | 'theirs'): Pair[] {
  const found = new Map<number, Pair>();
  for (const pair of pairs) {
    const before = found.get(pair[side]);
    if (before === undefined || points[pair.kind] > points[before.kind]) found.set(pair[side], pair);
  }
  return [...found.values()];
}

const sum = (pairs: readonly Pair[]): number => pairs.reduce((total, { kind }) => total + points[kind], 0);

const who = (person: number): string => (person === 0 ? '困难职工本人' : `第${person}位家庭成员`);

function reason(kind: EvidenceKind, person: number | null, theirWorker = false): Reason {
  const pointer = person === null ? '/worker/homeAddress' : person === 0 ? '/worker' : `/members/${person - 1}`;
  return { kind, pointer, sentence: sentence(kind, person === null ? '' : who(person), theirWorker) };
}

function sentence(kind: EvidenceKind, person: string, theirWorker: boolean): string {
  switch (kind) {
    case 'sameNumber':
      return `${person}与另一份档案中的一人身份证号相同。`;
    case 'oneDigitOff':
      return `${person}与另一份档案中的一人姓名相同，身份证号只差一位。`;
    case 'nameAndBirthDate':
      return `${person}与另一份档案中的一人姓名、出生日期相同。`;
    case 'nameAndNumberWithoutDate':
      return `${person}与另一份档案中的一人姓名相同，身份证号除出生日期外相同。`;
    case 'nameAndRearrangedNumber':
      return `${person}与另一份档案中的一人姓名相同，身份证号数字相同而次序不同。`;
    case 'addressAndSurname':
      return '家庭住址与另一份档案相同，两户且有同姓的人。';
    case 'memberIsWorker':
      return theirWorker ? `${person}可能就是另一份档案的困难职工。` : `${person}可能就是另一份档案的家庭成员。`;
  }
}
