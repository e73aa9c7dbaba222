import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../shared/code-lists/catalogue.ts';
import { wordsOf } from '../../shared/code-lists/report-word.ts';
import { hardshipCause } from '../../shared/form/code-lists/causes.ts';
import { generations } from '../../shared/form/code-lists/generations.ts';
import { hardshipCategory } from '../../shared/form/code-lists/hardship-category.ts';
import { assess } from '../../shared/standards/assess.ts';
import { compileStandard } from '../../shared/standards/compile.ts';
import { assessmentInput } from '../../shared/standards/form-input.ts';
import { household as paper } from '../../test/support/household.ts';
import { sheets } from './index.ts';
import { toStandard } from './sheet.ts';
import { binzhou } from './standards/binzhou.ts';
import { anyHousehold } from './standards/households.fixture.ts';

/** Every standard of every province, each once. */
const standards = [
  ...new Map(
    Object.values(sheets).flatMap(({ standards }) =>
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
  const yunnan = { tier: 'national', divisions: ['53'], from: '2016-01-01', to: null } as const;
  const severity = ['eligible', 'excluded', 'ineligible'];
  const retiredAs = (occupationStatus: string) => {
    const form = paper(1);
    return assessmentInput({ ...form, worker: { ...form.worker, occupationStatus } }).retired;
  };

  it.each(standards)('%s：旧表上的“离退休”说不清是退休还是离休，不比其中任何一项更严', (_, text) => {
    const standard = compileStandard(toStandard(text, yunnan));
    fc.assert(
      fc.property(anyHousehold(line.fen), fc.constantFrom('退休', '离休'), (household, word) => {
        const [unclear, clear] = ['离退休', word].map((each) => {
          const { outcome } = assess(standard, { ...household, retired: retiredAs(each) }, line);
          return severity.indexOf(outcome);
        });
        expect(unclear).toBeLessThanOrEqual(clear as number);
      }),
      { numRuns: 500 },
    );
  });

  it('滨州不收退休的，离休的、说不清的照收', () => {
    const standard = compileStandard(toStandard(binzhou, yunnan));
    const outcomes = ['退休', '离休', '离退休'].map((word) => {
      const poor = { ...assessmentInput(paper(1)), retired: retiredAs(word) };
      return assess(standard, poor, line).outcome;
    });
    expect(outcomes).toEqual(['excluded', 'eligible', 'eligible']);
  });

  const covers = generations.flatMap((generation) =>
    Object.entries(hardshipCause.generations[generation].covers ?? {}).map(([word, options]) => ({ word, options })),
  );

  it.each(standards)('%s：旧表上一个词可能是的几项原因，认定时没有分别', (_, text) => {
    const standard = compileStandard(toStandard(text, yunnan));
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
