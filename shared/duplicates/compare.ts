import { type EvidenceKind, evidenceKinds, mostWithheld, points, thresholds, withheldKinds } from './evidence.ts';
import { isPartial, type Trace, type TraceKind, traceKinds } from './traces.ts';

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
  const { pairs, shared } = meet(mine, theirs);
  const toldPairs = pairs.filter(({ kind }) => !withheldKinds.has(kind));
  const crossed = toldPairs.find((pair) => (pair.mine === 0) !== (pair.theirs === 0));
  const household = householdKinds.filter((kind) => shared.has(kind));
  const told =
    pointsOf(toldPairs) +
    (shared.has('doorAndSurname') ? points.doorAndSurname : 0) +
    (crossed ? points.memberIsWorker : 0);
  const withheld = household.reduce(
    (total, kind) => total + (withheldKinds.has(kind) ? points[kind] : 0),
    pointsOf(pairs) - pointsOf(toldPairs),
  );
  const score = Math.max(told, Math.min(told + withheld, mostWithheld));
  const verdict = score >= thresholds.certain ? 'certain' : score >= thresholds.possible ? 'possible' : 'none';
  const reasons = best(pairs, 'mine').map(({ mine, kind }) => reason(kind, mine));
  for (const kind of household) reasons.push(reason(kind, null));
  if (crossed) reasons.push(reason('memberIsWorker', crossed.mine, crossed.theirs === 0 ? theirWorker : undefined));
  return { score, verdict, reasons };
}

/** Evidence of the household's own; the kind of the trace is that of the evidence. */
const householdKinds = ['doorAndSurname', 'door', 'telephone'] as const satisfies (EvidenceKind & TraceKind)[];

/** What two people share, a bit for each kind of trace. */
type Shared = number;
const bit = Object.fromEntries(traceKinds.map((kind, i) => [kind, 1 << i])) as Record<TraceKind, Shared>;
const withSameDate = bit.divisionAndDate | bit.dateAndOrder;
const withOtherDate = bit.divisionYearAndOrder | bit.divisionDayAndOrder;

/** What two people share as evidence for their being one; undefined where it is none. */
function evidenceOf(shared: Shared, bothNumbered: boolean): EvidenceKind | undefined {
  if (shared & bit.number) return 'sameNumber';
  if (shared & bit.nameAndBirthDate) return 'nameAndBirthDate';
  const sameDate = shared & (bit.soundAndBirthDate | bit.shortenedAndBirthDate) && shared & withSameDate;
  const otherDate = shared & (bit.soundAndOrder | bit.shortenedAndOrder) && shared & withOtherDate;
  if (sameDate || otherDate) return 'soundAndMostOfNumber';
  // Two who have other numbers are two; a newborn has none yet.
  if (shared & bit.soundAndBirthDate && !bothNumbered) return 'soundAndBirthDate';
  return shared & bit.nameAndRearrangedNumber ? 'nameAndRearrangedNumber' : undefined;
}

function meet(mine: readonly Trace[], theirs: readonly Trace[]): { pairs: Pair[]; shared: Set<TraceKind> } {
  const byText = new Map<string, Trace[]>();
  for (const trace of theirs) {
    const same = byText.get(trace.text);
    if (same) same.push(trace);
    else byText.set(trace.text, [trace]);
  }
  const ofHousehold = new Set<TraceKind>();
  const people = new Map<string, { mine: number; theirs: number; shared: Shared }>();
  for (const { kind, text, person } of mine) {
    for (const other of byText.get(text) ?? []) {
      if (isPartial(kind) && isPartial(other.kind)) continue;
      const met = isPartial(other.kind) ? other.kind : kind;
      // The text says the kind: what is a household's on one side is so on the other.
      if (person === null) {
        ofHousehold.add(met === 'doorWithoutGroup' ? 'door' : met);
        continue;
      }
      const key = `${person} ${other.person}`;
      const pair = people.get(key) ?? { mine: person, theirs: other.person as number, shared: 0 };
      people.set(key, pair);
      pair.shared |= bit[met];
    }
  }
  const [myNumbers, theirNumbers] = [numbered(mine), numbered(theirs)];
  const pairs = [...people.values()].flatMap(({ mine, theirs, shared }) => {
    const kind = evidenceOf(shared, myNumbers.has(mine) && theirNumbers.has(theirs));
    return kind === undefined ? [] : { mine, theirs, kind };
  });
  return { pairs, shared: ofHousehold };
}

/** The people who have an ID number. */
function numbered(all: readonly Trace[]): Set<number | null> {
  return new Set(all.filter(({ kind }) => kind === 'number').map(({ person }) => person));
}

const strength = (kind: EvidenceKind) => evidenceKinds.indexOf(kind);

/** For each person on one side, the pair with the strongest evidence. */
function best(pairs: readonly Pair[], side: 'mine' | 'theirs'): Pair[] {
  const found = new Map<number, Pair>();
  for (const pair of pairs) {
    const before = found.get(pair[side]);
    if (before === undefined || strength(pair.kind) < strength(before.kind)) found.set(pair[side], pair);
  }
  return [...found.values()];
}

const sum = (pairs: readonly Pair[]): number => pairs.reduce((total, { kind }) => total + points[kind], 0);

/** Points of pairs of people: each counts once on either side, and the side with fewer decides. */
const pointsOf = (pairs: readonly Pair[]): number => Math.min(sum(best(pairs, 'mine')), sum(best(pairs, 'theirs')));

const who = (person: number): string => (person === 0 ? '困难职工本人' : `第${person}位家庭成员`);

function reason(kind: EvidenceKind, person: number | null, said = sentences[kind]): Reason {
  return { kind, pointer: pointerOf(kind, person), sentence: `${person === null ? '' : who(person)}${said}` };
}

function pointerOf(kind: EvidenceKind, person: number | null): string {
  if (person === null) return kind === 'telephone' ? '/worker/mobile' : '/worker/homeAddress';
  return person === 0 ? '/worker' : `/members/${person - 1}`;
}

const theirWorker = '可能就是另一份档案的困难职工。';

/** What is said of a person, behind who it is, or of a household. */
const sentences: Record<EvidenceKind, string> = {
  sameNumber: '与另一份档案中的一人身份证号相同。',
  nameAndBirthDate: '与另一份档案中的一人姓名、出生日期相同。',
  soundAndMostOfNumber: '与另一份档案中的一人姓名相同或相近，身份证号大部分相同。',
  soundAndBirthDate: '与另一份档案中的一人姓名读音、出生日期相同，有一方没有身份证号。',
  nameAndRearrangedNumber: '与另一份档案中的一人姓名相同，身份证号数字相同而次序不同。',
  doorAndSurname: '家庭住址与另一份档案相同，两户且有同姓的人。',
  door: '家庭住址与另一份档案是同一个门牌。',
  telephone: '联系电话与另一份档案相同。',
  memberIsWorker: '可能就是另一份档案的家庭成员。',
};
