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

  constructor(code: StandardErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const binaryOperators = ['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '&&', '||'];
const functions = ['max', 'min'];
const overLists = ['exists', 'all'];
const allowed = `只可用名称、文字、带小数点的数、是否，比较、加减乘除、&&、||、!、?:、in […]、${[...overLists, ...functions].join('、')}`;

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

  /**
   * A text that is let through has a result for every household.
   *
   * @throws CelFault 1201 to 1204, 1213
   */
  compile(text: string): CelProgram {
    const reads = new Set<string>();
    try {
      const parsed = this.#environment.parse(text);
      for (const node of nodes(parsed.ast)) {
        if (node.op === 'id' && this.#declared.has(node.args)) reads.add(node.args);
        if (node.op === '/') this.#checkDivisor(node.args[1]);
      }
      const check = parsed.check();
      if (!check.valid) throw check.error;
      for (const node of forbidden(parsed.ast, this.#declared))
        throw new CelFault(1213, `第 ${node.start + 1} 个字符；${allowed}`);
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
  if (!(error instanceof TypeFault))
    return new CelFault(1201, error instanceof ParseError ? place(error) : String(error));
  return error.code === 'unknown_variable'
    ? new CelFault(1202, error.summary.replace(/.*: /, ''))
    : new CelFault(1203, `${place(error)}；数字须带小数点，如 2.0`);
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

/**
 * What standards have no need of, and what could fail for some households while it works for others: an index, a
 * conversion, a pattern, a key. Whatever the library learns later is not allowed either, until it is named here.
 */
function* forbidden(node: ASTNode, names: ReadonlySet<string>): Generator<ASTNode> {
  if (node.op === 'value') {
    if (!['string', 'number', 'boolean'].includes(typeof node.args)) yield node;
  } else if (node.op === 'id') {
    if (!names.has(node.args)) yield node;
  } else if (node.op === '!_' || node.op === '-_') {
    yield* forbidden(node.args, names);
  } else if (node.op === '?:') {
    for (const part of node.args) yield* forbidden(part, names);
  } else if (node.op === 'in') {
    const [value, list] = node.args;
    yield* forbidden(value, names);
    if (list.op !== 'list') yield list;
    else for (const item of list.args) yield* forbidden(item, names);
  } else if (node.op === 'call' && functions.includes(node.args[0])) {
    for (const argument of node.args[1]) yield* forbidden(argument, names);
  } else if (node.op === 'rcall' && overLists.includes(node.args[0])) {
    const [, list, [variable, condition]] = node.args as [string, ASTNode, [ASTNode, ASTNode]];
    yield* forbidden(list, names);
    yield* forbidden(condition, new Set([...names, variable.args as string]));
  } else if (binaryOperators.includes(node.op)) {
    for (const part of node.args as [ASTNode, ASTNode]) yield* forbidden(part, names);
  } else yield node;
}
