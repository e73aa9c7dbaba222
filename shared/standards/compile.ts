import { CelCompiler, type CelFault, type CelProgram, type CelType } from './cel.ts';
import { fault, StandardError, type StandardFault } from './errors.ts';
import { type AssessmentInput, type InputField, type InputKind, inputFields } from './input.ts';
import type { Standard } from './standard.ts';

/** Names that the engine adds to the household's fields. */
export const lineNames = {
  subsistenceLine: '低保标准',
  /** subsistenceLine × 12 × householdSize: what a year's amount of the whole household is compared with. */
  householdLine: '低保标准折合全家全年',
} as const;

/** What of sealed fields a figure or a condition would tell: see `InputField.sealed`. */
interface Tells {
  values: boolean;
  circumstances: boolean;
}

interface CompiledFigure {
  name: string;
  title: string;
  program: CelProgram;
  tells: Tells;
}

export interface CompiledCondition<Part> {
  part: Part;
  program: CelProgram;
  tells: Tells;
}

/** A standard ready to be asked. Compile once, assess often. */
export interface CompiledStandard {
  standard: Standard;
  figures: readonly CompiledFigure[];
  requirements: readonly CompiledCondition<Standard['requirements'][number]>[];
  clauses: readonly CompiledCondition<Standard['clauses'][number]>[];
  exclusions: readonly CompiledCondition<Standard['exclusions'][number]>[];
  /** Fields that an assessment keeps beside the figures: those that a condition reads itself, without sealed circumstances. */
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
      const { code, message } = error as CelFault;
      faults.push(fault(code, subject, message));
      return undefined;
    }
  }

  const ofFigures = new Map<string, Tells>();
  /** A figure made of sealed fields tells of them, however far down they stand. */
  function tellsOf({ reads }: CelProgram): Tells {
    const all = reads.map((name) => ofFigures.get(name) ?? tellsOfField(name));
    return { values: all.some(({ values }) => values), circumstances: all.some(({ circumstances }) => circumstances) };
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
      return [{ part, program, tells: tellsOf(program) }];
    });
  }

  const figures = standard.figures.flatMap(({ name, title, cel, general }) => {
    const subject = `${standard.name}（${standard.version}）中间数 ${name}`;
    const program = compile(subject, cel, ['double', 'bool']);
    if (compiler.has(name)) faults.push(fault(1205, subject));
    else compiler.declare(name, program?.type ?? 'double');
    if (program === undefined) return [];
    const tells = general ? { values: false, circumstances: false } : tellsOf(program);
    ofFigures.set(name, tells);
    return [{ name, title, program, tells }];
  });
  const compiled = {
    standard,
    figures,
    requirements: conditions('前提', standard.requirements),
    clauses: conditions('条款', standard.clauses),
    exclusions: conditions('排除情形', standard.exclusions),
    facts: (Object.keys(inputFields) as (keyof AssessmentInput)[]).filter(
      (name) => reads.has(name) && !tellsOfField(name).circumstances,
    ),
  };
  const [first, ...rest] = faults;
  if (first !== undefined) throw new StandardError([first, ...rest]);
  return compiled;
}

/** A compiler that knows the household's fields and the line, but no figure yet. */
function standardCompiler(): CelCompiler {
  const compiler = new CelCompiler(['householdSize']);
  for (const [name, field] of Object.entries(inputFields)) compiler.declare(name, celTypes[field.kind]);
  for (const name of Object.keys(lineNames)) compiler.declare(name, 'double');
  return compiler;
}

/** Names that are no fields (the line) tell nothing. */
function tellsOfField(name: string): Tells {
  const field: InputField | undefined = Object.hasOwn(inputFields, name)
    ? inputFields[name as keyof AssessmentInput]
    : undefined;
  return { values: field?.sealed !== undefined, circumstances: field?.sealed === 'circumstance' };
}
