import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, isAlike } from './digest.ts';

test('两个值一样，当且仅当它们的规范 JSON 一样', () => {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      fc.constantFrom(null, 0, 1, '', 'a', true, false),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'constructor'), fc.option(tie('tree'), { nil: undefined }), {
        maxKeys: 3,
      }),
    ),
  }));
  fc.assert(
    fc.property(tree, tree, (one, other) => {
      expect(isAlike(one, other)).toBe(canonicalJson(one) === canonicalJson(other));
      expect(isAlike(one, structuredClone(one))).toBe(true);
    }),
    { seed: 7, numRuns: 3000 },
  );
});
