import { describe, expect, it } from 'vitest';
import { household } from '../../test/support/household.ts';
import type { Form } from '../form/form.ts';
import { leavingReasons } from '../matters/standing.ts';
import { basisOf } from './basis-of.ts';
import { reasonToLeave } from './reason-to-leave.ts';
import { line700, smallStandard } from './standard.fixture.ts';
import type { ProvinceStandards, Standard, SubsistenceLine } from './standard.ts';

const [before, today] = ['2026-11-02', '2027-11-02'];
/** 500 a head and month, below the line of 700; with one home. */
const form: Form = { ...household(1), assets: { homes: 1 } };
const clauses = [smallStandard().clauses[0] as Standard['clauses'][number]];
const standard = (more: Partial<Standard> = {}) => smallStandard({ requirements: [], clauses, ...more });
/** The same standard until the end of the year, and what is in force from then on. */
const next = (more: Partial<Standard>) => [
  standard({ to: '2026-12-31' }),
  standard({ from: '2027-01-01', version: '2', ...more }),
];
const lines = (fen?: number): SubsistenceLine[] =>
  fen === undefined
    ? [line700]
    : [
        { ...line700, to: '2026-12-31' },
        { ...line700, from: '2027-01-01', fen },
      ];
const province = (standards: Standard[], subsistenceLines = lines()): ProvinceStandards => ({
  standards,
  subsistenceLines,
});

const reasonIn = (there: ProvinceStandards, of: Form = form, exemptions: Parameters<typeof reasonToLeave>[3] = []) =>
  reasonToLeave(there, of, { before: basisOf(there, of, before), today: basisOf(there, of, today) }, exemptions);

const ownsNone = { id: 'one', title: '有一套住宅', cel: 'homes >= 1.0', source: '示例', exemptible: true };
const noClause = [{ ...(clauses[0] as Standard['clauses'][number]), cel: 'incomeLeft < householdLine * 0.1' }];
const lower = [{ ...(clauses[0] as Standard['clauses'][number]), cel: 'incomeLeft < householdLine * 0.8' }];
const everStrict = next({ clauses: noClause }).map((each) => ({ ...each, clauses: noClause }));

describe('原来符合、现在不再符合的，为什么', () => {
  it.each([
    ['标准里新有了排除情形', province(next({ exclusions: [ownsNone] })), 'excluded'],
    ['标准改了', province(next({ clauses: noClause })), 'standardChanged'],
    ['低保标准降了', province([standard()], lines(30_000)), 'lineChanged'],
    ['两样都改了，单凭标准就不符合', province(next({ clauses: noClause }), lines(60_000)), 'standardChanged'],
    ['两样都改了，单凭低保标准就不符合', province(next({}), lines(30_000)), 'lineChanged'],
    ['两样都改了，合在一起才不符合', province(next({ clauses: lower }), lines(60_000)), 'standardChanged'],
    ['两样都改了，单凭哪一样都不符合', province(next({ clauses: noClause }), lines(10_000)), 'standardChanged'],
    ['低保标准改了，照原来的也不符合', province([standard({ clauses: noClause })], lines(60_000)), 'lineChanged'],
    ['标准改了，照原来的也不符合', province(everStrict), 'standardChanged'],
    ['什么也没有改，原来就不符合', province([standard({ clauses: noClause })]), 'notACase'],
  ] as const)('%s', (_, there, reason) => {
    expect(reasonIn(there)).toBe(reason);
  });

  it('标准和低保标准也都改了、仍然符合各条的，命中了排除情形，说的是排除', () => {
    expect(reasonIn(province(next({ exclusions: [ownsNone] }), lines(60_000)))).toBe('excluded');
  });

  it('豁免过的排除情形不再算：说的是别的', () => {
    const exemptions = [{ exclusion: 'one', facts: { homes: 1 } }];
    const there = province(next({ exclusions: [ownsNone], clauses: noClause }));
    expect(reasonIn(there, form, exemptions)).toBe('standardChanged');
  });

  it('规则说得出的，没有一样算脱困、解困：那要有人走访以后说', () => {
    for (const reason of ['excluded', 'standardChanged', 'lineChanged', 'notACase'] as const) {
      expect(leavingReasons[reason].as).toBe('cancelled');
    }
  });

  it('原来的标准已经不在配置里的，不猜，说出是哪一份（E1200）', () => {
    const there = province([standard()]);
    const gone = { ...basisOf(there, form, before), standards: [{ version: '0', digest: 'd' }] };
    const todays = basisOf(there, form, today);
    const clash = { ...todays, standards: [{ version: '1', digest: todays.standards[0]?.digest ?? '' }] };
    expect(() => reasonToLeave(there, form, { before: gone, today: clash }, [])).toThrow();
  });
});
