import type { RuledExemption } from './assess-form.ts';
import { divisionOnDay } from './basis-of.ts';
import { type CompiledStandard, compileStandard } from './compile.ts';
import { standardDigest } from './digest.ts';
import type { Verdict } from './directions.ts';
import { StandardError } from './errors.ts';
import { stillHolds } from './exemptions.ts';
import { isInForce, standardsFor, subsistenceLineFor } from './in-force.ts';
import type { AssessmentInput } from './input.ts';
import type { ProvinceStandards, Standard, SubsistenceLine } from './standard.ts';
import { assessTiers } from './tiered.ts';

/** 情景测算: what would be otherwise. Nothing of it is in force anywhere. */
export interface Change {
  /** 低保标准, fen per person and month, of divisions of two, four or six digits; the longest that fits counts. */
  lines: readonly { division: string; fen: number }[];
  /** By so many percent every other line is higher, or lower; null for not at all. */
  linePercent: number | null;
  /** Another text for a part of a standard: a figure by its name, a requirement, clause or exclusion by its id. */
  texts: readonly { standard: string; part: string; cel: string }[];
}

/** 低保标准 of a province, and which its standards were, by their digests: these are in the code, and may be other ones tomorrow. */
export interface Rules {
  lines: readonly SubsistenceLine[];
  standards: readonly string[];
}

/** Those of a day (ISO date): lines of other days are never asked for, and after twenty years would be most of it. */
export const rulesOf = ({ standards, subsistenceLines }: ProvinceStandards, on: string): Rules => ({
  lines: subsistenceLines.filter((line) => isInForce(line, on)),
  standards: standards.map(standardDigest),
});

/** A province's rules as they were once. @throws ChangeFault where its standards are other ones by now */
export function rulesThen(province: ProvinceStandards, { lines, standards }: Rules): ProvinceStandards {
  const now = province.standards.map(standardDigest);
  if (now.length !== standards.length || now.some((each, at) => each !== standards[at])) {
    throw new ChangeFault('/on', '建了以后本省的标准换了，前后算的不是同一套规矩：请重新建一次');
  }
  return { standards: province.standards, subsistenceLines: [...lines] };
}

/** What of a change cannot be: a JSON pointer into it, and why in Chinese. */
export class ChangeFault extends Error {
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.name = 'ChangeFault';
    this.pointer = pointer;
  }
}

/** A province's rules as they would be. @throws ChangeFault */
export function changedRules(province: ProvinceStandards, { lines, linePercent, texts }: Change): ProvinceStandards {
  for (const [index, { division }] of lines.entries()) {
    const has = province.subsistenceLines.some((line) => line.division.startsWith(division));
    if (!has) throw new ChangeFault(`/lines/${index}/division`, `本省的低保标准里没有“${division}”的`);
  }
  const longest = [...lines].sort((a, b) => b.division.length - a.division.length);
  const subsistenceLines = province.subsistenceLines.map((line): SubsistenceLine => {
    const named = longest.find(({ division }) => line.division.startsWith(division));
    if (named !== undefined) return { ...line, fen: named.fen };
    return linePercent === null ? line : { ...line, fen: Math.round((line.fen * (100 + linePercent)) / 100) };
  });
  let { standards } = province;
  for (const [index, { standard: version, part, cel }] of texts.entries()) {
    const old = standards.find((each) => each.version === version);
    if (old === undefined) throw new ChangeFault(`/texts/${index}/standard`, `没有版本为“${version}”的标准`);
    const fresh = withText(old, part, cel);
    if (fresh === undefined) throw new ChangeFault(`/texts/${index}/part`, `标准“${version}”里没有“${part}”这一条`);
    try {
      compileStandard(fresh);
    } catch (error) {
      if (error instanceof StandardError) throw new ChangeFault(`/texts/${index}/cel`, error.message);
      throw error;
    }
    standards = standards.map((each) => (each === old ? fresh : each));
  }
  return { standards, subsistenceLines };
}

function withText(standard: Standard, part: string, cel: string): Standard | undefined {
  const has = (all: readonly { id: string }[]) => all.some(({ id }) => id === part);
  const changed = <Part extends { id: string }>(all: Part[]) =>
    all.map((each) => (each.id === part ? { ...each, cel } : each));
  if (standard.figures.some(({ name }) => name === part)) {
    return { ...standard, figures: standard.figures.map((each) => (each.name === part ? { ...each, cel } : each)) };
  }
  if (has(standard.requirements)) return { ...standard, requirements: changed(standard.requirements) };
  if (has(standard.clauses)) return { ...standard, clauses: changed(standard.clauses) };
  if (has(standard.exclusions)) return { ...standard, exclusions: changed(standard.exclusions) };
  return undefined;
}

const none: Verdict = { outcome: 'none', category: null, tier: null };

interface InForce {
  standards: readonly CompiledStandard[];
  line: SubsistenceLine;
}

/** A province's rules on a day, asked of many households: those of a division are looked up and compiled once. */
export class Judge {
  private readonly province: ProvinceStandards;
  private readonly date: string;
  private readonly ofDivision = new Map<string, InForce | undefined>();
  private readonly compiled = new Map<Standard, CompiledStandard>();

  /** @param date ISO date */
  constructor(province: ProvinceStandards, date: string) {
    this.province = province;
    this.date = date;
  }

  of(input: AssessmentInput, exemptions: readonly RuledExemption[]): Verdict {
    const rules = this.rulesFor(input.division);
    if (rules === undefined) return none;
    const exempted = exemptions.filter(({ facts }) => stillHolds(facts, input)).map(({ exclusion }) => exclusion);
    try {
      const { outcome, category, tier } = assessTiers(rules.standards, input, rules.line, exempted);
      return outcome === 'ineligible' ? { outcome, category: null, tier: null } : { outcome, category, tier };
    } catch (error) {
      // A text of somebody's draft may have no result for one household.
      if (error instanceof StandardError) return none;
      throw error;
    }
  }

  private rulesFor(division: string): InForce | undefined {
    if (!this.ofDivision.has(division)) this.ofDivision.set(division, this.lookedUp(division));
    return this.ofDivision.get(division);
  }

  private lookedUp(division: string): InForce | undefined {
    try {
      const own = divisionOnDay(this.province, division, this.date);
      const standards = standardsFor(this.province.standards, own, this.date).map((each) => this.compiledOf(each));
      return { standards, line: subsistenceLineFor(this.province.subsistenceLines, own, this.date) };
    } catch (error) {
      if (error instanceof StandardError) return undefined;
      throw error;
    }
  }

  private compiledOf(standard: Standard): CompiledStandard {
    const known = this.compiled.get(standard) ?? compileStandard(standard);
    this.compiled.set(standard, known);
    return known;
  }
}
