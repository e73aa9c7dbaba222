import type { Standard } from '../province/profile.ts';
import { CelCompiler, CelFault, type CelProgram, type CelType } from './cel.ts';
import { fault, StandardError, type StandardFault } from './errors.ts';
import { type AssessmentInput, type InputField, type InputKind, inputFields } from './input.ts';

/** Names that the engine adds to the household's fields. */
export const lineNames = {
  subsistenceLine: '低保标准',
  /** subsistenceLine × 12 × householdSize: what a year's amount of the whole household is compared with. */
  householdLine: '低保标准折合全家全年',
} as const;

export interface CompiledFigure {
  name: string;
  title: string;
  program: CelProgram;
}

export interface CompiledCondition<Part> {
  part: Part;
  program: CelProgram;
}

/** A standard ready to be asked. Compile once, assess often. */
export interface CompiledStandard {
  standard: Standard;
  figures: readonly CompiledFigure[];
  requirements: readonly CompiledCondition<Standard['requirements'][number]>[];
  clauses: readonly CompiledCondition<Standard['clauses'][number]>[];
  exclusions: readonly CompiledCondition<Standard['exclusions'][number]>[];
  /** Fields that an assessment keeps beside the figures: those that a condition reads itself, without the sensitive ones. */
  facts: readonly (keyof AssessmentInput)[];
}

const celTypes: Record<InputKind, CelType> = {
  fen: 'double',
  count: 'double',
  years: 'double',
  flag: 'bool',
  word: 'string',
  words: 'list<string>',
};

/**
 * Compiles every text of a standard against the household's fields, the two `lineNames` and the figures before it.
 *
 * @throws StandardError 1201 to 1205 or 1213 with all faults, each naming its clause
 */
export function compileStandard(standard: Standard): CompiledStandard {
  const faults: StandardFault[] = [];
  const compiler = standardCompiler();
  const reads = new Set<string>(['annualHouseholdIncome', 'householdSize']);

  function compile(subject: string, text: string, allowed: readonly string[]): CelProgram | undefined {
    try {
      const program = compiler.compile(text);
      if (!allowed.includes(program.type)) {
        faults.push(fault(1203, subject, `结果须为 ${allowed.join(' 或 ')}，实为 ${program.type}`));
        return undefined;
      }
      return program;
    } catch (error) {
      if (!(error instanceof CelFault)) throw error;
      faults.push(fault(error.code, subject, error.message));
      return undefined;
    }
  }

  function conditions<Part extends { id: string; cel: string }>(kind: string, parts: readonly Part[]) {
    const seen = new Set<string>();
    return parts.flatMap((part) => {
      const subject = `${standard.name}（${standard.version}）${kind} ${part.id}`;
      if (seen.has(part.id)) faults.push(fault(1205, subject));
      seen.add(part.id);
      const program = compile(subject, part.cel, ['bool']);
      if (program === undefined) return [];
      for (const name of program.reads) reads.add(name);
      return [{ part, program }];
    });
  }

  const figures = standard.figures.flatMap(({ name, title, cel }) => {
    const subject = `${standard.name}（${standard.version}）中间数 ${name}`;
    const program = compile(subject, cel, ['double', 'bool']);
    if (compiler.has(name)) faults.push(fault(1205, subject));
    else compiler.declare(name, program?.type ?? 'double');
    return program === undefined ? [] : [{ name, title, program }];
  });
  const compiled = {
    standard,
    figures,
    requirements: conditions('前提', standard.requirements),
    clauses: conditions('条款', standard.clauses),
    exclusions: conditions('排除情形', standard.exclusions),
    facts: (Object.keys(inputFields) as (keyof AssessmentInput)[]).filter(
      (name) => reads.has(name) && !isSensitive(name),
    ),
  };
  const [first, ...rest] = faults;
  if (first !== undefined) throw new StandardError([first, ...rest]);
  return compiled;
}

/** A compiler that knows the household's fields and the line, but no figure yet. */
export function standardCompiler(): CelCompiler {
  const compiler = new CelCompiler(['householdSize']);
  for (const [name, field] of Object.entries(inputFields)) compiler.declare(name, celTypes[field.kind]);
  for (const name of Object.keys(lineNames)) compiler.declare(name, 'double');
  return compiler;
}

function isSensitive(name: keyof AssessmentInput): boolean {
  const field: InputField = inputFields[name];
  return field.sensitive === true;
}
