import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../shared/code-lists/catalogue.ts';
import { wordsOf } from '../../shared/code-lists/report-word.ts';
import { hardshipCause } from '../../shared/form/code-lists/causes.ts';
import { generations } from '../../shared/form/code-lists/generations.ts';
import { hardshipCategory } from '../../shared/form/code-lists/hardship-category.ts';
import { assess } from '../../shared/standards/assess.ts';
import { compileStandard } from '../../shared/standards/compile.ts';
import { forms } from './index.ts';
import { anyHousehold } from './standards/households.ts';

/** Every standard of every province, each once. */
const standards = [
  ...new Map(
    Object.values(forms).flatMap(({ standards }) =>
      standards.map(({ text: { value } }) => [`${value.name} ${value.version}`, value] as const),
    ),
  ),
];

describe('各省标准用的词', () => {
  it('认定出的困难类别都是选项表里的词', () => {
    const listed = catalogue.find(({ list }) => list === hardshipCategory);
    if (listed === undefined) throw new Error('the categories are a list');
    const sources = [...generations, ...(listed.editions ?? []).map(({ edition }) => edition)];
    const known = new Set(sources.flatMap((from) => wordsOf(listed, from)));
    for (const [name, { clauses }] of standards) {
      for (const { id, category } of clauses) expect(known, `${name} ${id}`).toContain(category);
    }
  });

  const line = { division: '530102', from: '2026-07-01', to: null, fen: 70_000, source: '测试' };
  const covers = generations.flatMap((generation) =>
    Object.entries(hardshipCause.generations[generation].covers ?? {}).map(([word, options]) => ({ word, options })),
  );

  it.each(standards)('%s：旧表上一个词可能是的几项原因，认定时没有分别', (_, text) => {
    const standard = compileStandard({ ...text, tier: 'national', divisions: ['53'], from: '2016-01-01', to: null });
    fc.assert(
      fc.property(anyHousehold(line.fen), fc.constantFrom(...covers), ({ ...household }, { options }) => {
        const verdicts = options.map((primaryCause) => {
          const { outcome, category } = assess(standard, { ...household, primaryCause }, line);
          return { outcome, category };
        });
        for (const verdict of verdicts) expect(verdict).toEqual(verdicts[0]);
      }),
      { numRuns: 200 },
    );
  });
});
