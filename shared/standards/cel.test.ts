import { describe, expect, test } from 'vitest';
import { CelCompiler, CelFault } from './cel.ts';

function compiler() {
  const fresh = new CelCompiler(['people']);
  for (const name of ['people', 'homes', 'shops']) fresh.declare(name, 'double');
  fresh.declare('student', 'bool');
  fresh.declare('cause', 'string');
  fresh.declare('causes', 'list<string>');
  return fresh;
}

/** What is said of a text that does not compile. */
function saidOf(text: string): string | undefined {
  try {
    compiler().compile(text);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(CelFault);
    return (error as CelFault).message;
  }
}

describe('一段条文', () => {
  test('大的、小的照数算', () => {
    const known = { people: 3, homes: 2, shops: 1, student: false, cause: '其他', causes: ['其他'] };
    expect(compiler().compile('max(homes, shops)').run(known)).toBe(2);
    expect(compiler().compile('min(homes, shops)').run(known)).toBe(1);
    expect(compiler().compile('homes / people * 3.0').run(known)).toBe(2);
  });

  test('读了哪些名字，一个说一次；话里自己起的名字不算', () => {
    expect(compiler().compile('homes > 1.0 && homes > shops').reads).toEqual(['homes', 'shops']);
    expect(compiler().compile('causes.exists(each, each == cause)').reads.toSorted()).toEqual(['cause', 'causes']);
    expect(compiler().compile('student ? homes in [shops] : true').reads).toEqual(['student', 'homes', 'shops']);
  });

  test('写错的，说出在第几个字符', () => {
    expect(saidOf('homes >')).toMatch(/^第 \d+ 个字符：/);
    expect(saidOf('homes > 1.0 &&& student')).toMatch(/^第 \d+ 个字符：/);
    expect(saidOf('homes + 1 > 2.0')).toMatch(/^第 1 个字符：.*；数字须带小数点，如 2\.0$/s);
    expect(saidOf('student && homes + 1 > 2.0')).toMatch(/^第 12 个字符：/);
  });

  test('不认识的名称，只说是哪一个', () => {
    expect(saidOf('home > 1.0')).toBe('home');
  });

  test('除数不对的，说怎样改', () => {
    for (const text of ['people / homes > 1.0', 'homes / 0.0 > 1.0', 'homes / (people - 1.0) > 1.0'])
      expect(saidOf(text), text).toBe('只能除以不为 0 的常数或家庭人口，比较请改用两边相乘');
  });

  test('不允许的写法，说出在第几个字符，可以用的是哪些', () => {
    expect(saidOf('student && causes[0] == cause')).toMatch(/^第 12 个字符；只可用/);
    for (const text of [
      '!cause.matches("(")',
      '-double(cause) > 1.0',
      'causes.filter(each, each == cause).exists(each, true)',
      'causes.exists_one(each, each == cause)',
      'causes.exists(each, each.matches("("))',
      'double == double',
      'null == null',
    ])
      expect(saidOf(text), text).toMatch(/^第 \d+ 个字符；只可用/);
  });
});
