import { type ASTNode, type Context, Environment, ParseError, TypeError as TypeFault } from '@marcbachmann/cel-js';
import type { StandardErrorCode } from './errors.ts';

/** The types that a standard's text can hold. Every number is a double: exact for whole fen below 2^53. */
export type CelType = 'double' | 'bool' | 'string' | 'list<string>';

/** A compiled expression. */
export interface CelProgram {
  type: CelType;
  /** Declared names that the text reads. */
  reads: readonly string[];
  ast: ASTNode;
  /** @throws whatever the evaluation meets, e.g. an index out of range. */
  run(context: Context): unknown;
}

/** A text that does not compile; the message says why, in Chinese, without naming the clause. */
export class CelFault extends Error {
  readonly code: StandardErrorCode;

  constructor(code: StandardErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CelFault';
    this.code = code;
  }
}

/** The only door to the CEL library: names are declared, texts compiled against what is declared by then. */
export class CelCompiler {
  readonly #environment = new Environment()
    .registerFunction('max(double, double): double', (a: number, b: number) => Math.max(a, b))
    .registerFunction('min(double, double): double', (a: number, b: number) => Math.min(a, b));
  readonly #declared = new Set<string>();
  /** Names whose value is never 0, allowed as divisors. */
  readonly #nonzero: ReadonlySet<string>;

  constructor(nonzero: readonly string[]) {
    this.#nonzero = new Set(nonzero);
  }

  has(name: string): boolean {
    return this.#declared.has(name);
  }

  declare(name: string, type: CelType): void {
    this.#environment.registerVariable(name, type);
    this.#declared.add(name);
  }

  /** @throws CelFault 1201 to 1204 */
  compile(text: string): CelProgram {
    const reads = new Set<string>();
    try {
      const parsed = this.#environment.parse(text);
      for (const node of nodes(parsed.ast)) {
        if (node.op === 'id' && this.#declared.has(node.args)) reads.add(node.args);
        if (node.op === '/' || node.op === '%') this.#checkDivisor(node.args[1]);
      }
      const check = parsed.check();
      if (!check.valid) throw check.error ?? new Error('not valid');
      return { type: check.type as CelType, reads: [...reads], ast: parsed.ast, run: parsed };
    } catch (error) {
      throw celFault(error);
    }
  }

  #checkDivisor(divisor: ASTNode): void {
    const safe =
      (divisor.op === 'value' && Number(divisor.args) !== 0) ||
      (divisor.op === 'id' && this.#nonzero.has(divisor.args));
    if (!safe) throw new CelFault(1204, '只能除以不为 0 的常数或家庭人口，比较请改用两边相乘');
  }
}

function celFault(error: unknown): CelFault {
  if (error instanceof CelFault) return error;
  if (error instanceof ParseError) return new CelFault(1201, place(error), error);
  if (error instanceof TypeFault) {
    if (error.code === 'unknown_variable') return new CelFault(1202, error.summary.replace(/^.*: /, ''), error);
    return new CelFault(1203, `${place(error)}；数字须带小数点，如 2.0`, error);
  }
  return new CelFault(1201, error instanceof Error ? error.message : String(error), error);
}

function place(error: ParseError | TypeFault): string {
  return error.range === undefined ? error.summary : `第 ${error.range.start + 1} 个字符：${error.summary}`;
}

/** The node and everything under it. Macros such as `exists` keep their arguments as nodes too. */
function* nodes(node: ASTNode): Generator<ASTNode> {
  yield node;
  for (const child of children(node.args)) yield* nodes(child);
}

function* children(args: unknown): Generator<ASTNode> {
  if (Array.isArray(args)) for (const item of args) yield* children(item);
  else if (typeof args === 'object' && args !== null && 'op' in args) yield args as ASTNode;
}
