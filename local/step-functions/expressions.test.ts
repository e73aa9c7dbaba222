import { describe, expect, test } from 'vitest';
import { evaluateTemplate, type Scope } from './expressions.ts';
import type { Json } from './json.ts';

const scope: Scope = {
  states: { input: { a: 1, rows: [{ n: 1 }, { n: 2 }], one: [7] }, context: {} },
  variables: { x: 'X' },
};
const value = (template: Json) => evaluateTemplate(template, 'Output', scope);

describe('templates', () => {
  test('expressions are evaluated however deep, everything else stays as it is', async () => {
    expect(await value({ a: ['{% $x %}', { b: '{% $states.input.a + 1 %}' }], c: 'plain {% no %}', d: null })).toEqual({
      a: ['X', { b: 2 }],
      c: 'plain {% no %}',
      d: null,
    });
  });

  test('an expression may return any kind of JSON, free of JSONata’s own marks', async () => {
    const rows = await value('{% $states.input.rows.n %}');
    expect(rows).toEqual([1, 2]);
    expect(Object.getOwnPropertyNames(rows)).toEqual(['0', '1', 'length']);
  });

  test.each(['{% $states.input.missing %}', '{% $x + 1 %}', '{% function($a) { $a } %}', '{% $sum %}', '{% 1/0 %}'])(
    '%s has no JSON value: States.QueryEvaluationError',
    async (expression) => {
      await expect(value({ f: expression })).rejects.toMatchObject({
        failure: { error: 'States.QueryEvaluationError' },
      });
    },
  );

  test('the error names the field and the expression', async () => {
    await expect(value({ f: ['{% $states.input.missing %}'] })).rejects.toMatchObject({
      failure: { cause: expect.stringContaining("'$states.input.missing' specified for the field 'Output/f[0]'") },
    });
  });

  test.each([
    ['that goes ever deeper', '($f := function($n) { 1 + $f($n) }; $f(1))'],
    // A tail call needs no depth, only time.
    ['that goes round for ever', '($f := function($n) { $f($n + 1) }; $f(1))'],
  ])('an expression %s is stopped', async (_, expression) => {
    await expect(value(`{% ${expression} %}`)).rejects.toMatchObject({
      failure: { error: 'States.QueryEvaluationError' },
    });
  });
});

describe('$parse', () => {
  test('reads JSON', async () => {
    expect(await value('{% $parse(\'{"a":[1]}\') %}')).toEqual({ a: [1] });
  });

  test("of '{' fails as a query error", async () => {
    await expect(value("{% $parse('{') %}")).rejects.toMatchObject({
      failure: { error: 'States.QueryEvaluationError' },
    });
  });
});
