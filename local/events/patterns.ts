/**
 * Event patterns as EventBridge and Lambda's filter criteria match them. A pattern is compiled once, so that an
 * operator that is not known is an error at the start and not a silent mismatch.
 */
export type Matcher = (event: unknown) => boolean;

type ValueTest = (value: unknown) => boolean;

/** @throws Error with a Chinese sentence naming the operator that is not known. */
export function compilePattern(pattern: unknown): Matcher {
  if (!isObject(pattern)) throw new Error('事件模式应当是一个对象');
  const tests = Object.entries(pattern).map(([key, rule]) => {
    if (key === '$or') {
      if (!Array.isArray(rule) || rule.length < 2) throw new Error('事件模式的 $or 应当是至少两项的列表');
      const alternatives = rule.map(compilePattern);
      return (event: unknown) => alternatives.some((matches) => matches(event));
    }
    if (Array.isArray(rule)) {
      if (rule.length === 0) throw new Error(`事件模式的 ${key} 是空列表`);
      return compileLeaf(key, rule);
    }
    const matches = compilePattern(rule);
    return (event: unknown) => inElements(isObject(event) ? event[key] : undefined, matches);
  });
  return (event) => tests.every((test) => test(event));
}

/** A list of objects matches when one of them does. */
function inElements(value: unknown, matches: Matcher): boolean {
  return Array.isArray(value) ? value.some(matches) : matches(value);
}

function compileLeaf(key: string, rule: unknown[]): Matcher {
  const absent = rule.some((item) => isObject(item) && item.exists === false);
  const tests = rule.filter((item) => !(isObject(item) && item.exists === false)).map(compileTest);
  return (event) => {
    const value = isObject(event) ? event[key] : undefined;
    if (value === undefined) return absent;
    const values = Array.isArray(value) ? value : [value];
    return tests.some((test) => values.some((item) => test(item)));
  };
}

function compileTest(rule: unknown): ValueTest {
  if (!isObject(rule)) return (value) => value === rule;
  const [operator, ...others] = Object.keys(rule);
  if (operator === undefined || others.length > 0) throw new Error('事件模式的一项应当恰有一个运算符');
  return compileOperator(operator, rule[operator]);
}

function compileOperator(operator: string, operand: unknown): ValueTest {
  switch (operator) {
    case 'exists':
      // Only leaves exist in this sense, as on AWS: an object that holds fields does not count.
      return (value) => !isObject(value);
    case 'prefix':
      return textTest(operator, operand, (value, given) => value.startsWith(given));
    case 'suffix':
      return textTest(operator, operand, (value, given) => value.endsWith(given));
    case 'equals-ignore-case':
      return textTest(operator, operand, (value, given) => value.toLowerCase() === given.toLowerCase());
    case 'wildcard':
      return wildcard(operand);
    case 'anything-but':
      return anythingBut(operand);
    case 'numeric':
      return numeric(operand);
    default:
      throw new Error(`本地云不认识事件模式的运算符 ${operator}`);
  }
}

function textTest(operator: string, operand: unknown, test: (value: string, given: string) => boolean): ValueTest {
  if (isObject(operand) && typeof operand['equals-ignore-case'] === 'string' && Object.keys(operand).length === 1) {
    const given = operand['equals-ignore-case'].toLowerCase();
    return (value) => typeof value === 'string' && test(value.toLowerCase(), given);
  }
  if (typeof operand !== 'string') throw new Error(`事件模式的 ${operator} 应当是文字`);
  return (value) => typeof value === 'string' && test(value, operand);
}

function wildcard(operand: unknown): ValueTest {
  if (typeof operand !== 'string') throw new Error('事件模式的 wildcard 应当是文字');
  const parts = operand.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('[^]*')}$`);
  return (value) => typeof value === 'string' && expression.test(value);
}

function anythingBut(operand: unknown): ValueTest {
  if (isObject(operand)) {
    const [operator, ...others] = Object.keys(operand);
    if (operator === undefined || others.length > 0) throw new Error('anything-but 里应当恰有一个运算符');
    if (!['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(operator)) {
      throw new Error(`本地云不认识 anything-but 里的运算符 ${operator}`);
    }
    const tests = [operand[operator]].flat().map((item) => compileOperator(operator, item));
    return (value) => !tests.some((test) => test(value));
  }
  const excluded = [operand].flat();
  return (value) => !excluded.includes(value);
}

function numeric(operand: unknown): ValueTest {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 !== 0) {
    throw new Error('事件模式的 numeric 应当是运算符和数成对的列表');
  }
  const tests: ((value: number) => boolean)[] = [];
  for (let i = 0; i < operand.length; i += 2) {
    const [operator, bound] = [operand[i] as string, operand[i + 1] as number];
    const compare = comparisons[operator];
    if (!compare || typeof bound !== 'number') throw new Error(`本地云不认识 numeric 的运算符 ${operator}`);
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
