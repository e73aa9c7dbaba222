/**
 * Event patterns as EventBridge and Lambda's filter criteria match them: plain values and `prefix`, which is all that a
 * template uses. A pattern is compiled once, so that an operator that is not known is an error at the start and not a
 * silent mismatch.
 */
export type Matcher = (event: unknown) => boolean;

/** @throws Error with a Chinese sentence naming the operator that is not known. */
export function compilePattern(pattern: unknown): Matcher {
  if (!isObject(pattern)) throw new Error('事件模式应当是一个对象');
  const tests = Object.entries(pattern).map(([key, rule]) => {
    const matches = Array.isArray(rule) ? compileLeaf(key, rule) : compilePattern(rule);
    return (event: unknown) => isObject(event) && matches(event[key]);
  });
  return (event) => tests.every((test) => test(event));
}

function compileLeaf(key: string, rule: unknown[]): Matcher {
  if (key.startsWith('$')) throw new Error(`本地云不认识事件模式的 ${key}`);
  if (rule.length === 0) throw new Error(`事件模式的 ${key} 是空列表`);
  const tests = rule.map(compileTest);
  return (value) => tests.some((test) => test(value));
}

function compileTest(rule: unknown): Matcher {
  if (!isObject(rule)) return (value) => value === rule;
  const { prefix, ...others } = rule;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new Error(`本地云不认识事件模式的运算符 ${unknown}`);
  if (typeof prefix !== 'string') throw new Error('事件模式的 prefix 应当是文字');
  return (value) => typeof value === 'string' && value.startsWith(prefix);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
