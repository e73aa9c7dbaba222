import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countyPath } from '../organisation/org-path.ts';
import { drawn, numbersIn, placeOf, seedOf } from './draw.ts';
import { type DrawFrame, frameDigest, frameLines, type Met, strataOf } from './frame.ts';
import { quotaOf } from './size.ts';
import { frameCodes } from './words.ts';

const household = fc.record({
  dossier: fc.stringMatching(/^[0-9a-hjkmnp-tv-z]{26}$/),
  frame: fc.constantFrom(...frameCodes),
  division: fc.constantFrom('530102', '530103', '530302'),
  category: fc.constantFrom('deep', 'relative', '-'),
});
const top = '530000';
const inPlaces = (met: readonly Omit<Met, 'place'>[]): Met[] =>
  met.map((each) => ({ ...each, place: countyPath(each.division) }));
const frame = fc
  .tuple(fc.array(household, { maxLength: 60 }), fc.integer({ min: 1, max: 100 }))
  .map(([met, percent]): DrawFrame => {
    const { strata, households } = strataOf(top, inPlaces(met));
    return { strata: quotaOf(strata, percent), households };
  });
const hex = fc.stringMatching(/^[0-9a-f]{64}$/);

/** As a stranger would do it who has read the rule, with nothing of ours. */
function byHand(lines: readonly string[], root: string, numbers: string): string[] {
  const sha = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  const digest = sha(`${lines.join('\n')}${lines.length > 0 ? '\n' : ''}`);
  const seed = sha(`${digest}\n${root}\n${numbers}\n`);
  const chosen: string[] = [];
  for (const line of lines.filter((each) => each.startsWith('层 '))) {
    const [, number, , , draw] = line.split(' ');
    const own = lines
      .map((each) => each.split(' '))
      .filter(([kind, , stratum]) => kind === '户' && stratum === number)
      .map(([, dossier = '']) => `${sha(`${seed} ${dossier}`)} ${dossier}`);
    own.sort();
    chosen.push(...own.slice(0, Number(draw)).map((each) => each.slice(65)));
  }
  return chosen;
}

describe('抽签', () => {
  it('照印出的规则自己算一遍，得到的是同样的户', () => {
    fc.assert(
      fc.property(frame, hex, fc.stringMatching(/^\d{1,2}(-\d{1,2}){0,6}$/), (of, root, numbers) => {
        const seed = seedOf({ digest: frameDigest(of), root, numbers });
        const ours = drawn(of, seed).map(({ dossier }) => dossier);
        expect(ours).toEqual(byHand(frameLines(of), root, numbers));
      }),
    );
  });

  it('每一层抽到的正好是写明的户数，没有一户抽到两次，没有一户不在它的层里', () => {
    fc.assert(
      fc.property(frame, hex, (of, seed) => {
        const all = drawn(of, seed);
        expect(new Set(all.map(({ dossier }) => dossier)).size).toBe(all.length);
        for (const [index, { draw }] of of.strata.entries()) {
          expect(all.filter(({ stratum }) => stratum === index + 1)).toHaveLength(draw);
        }
        for (const each of all) expect(of.households).toContainEqual(each);
      }),
    );
  });

  it('各户以什么次序遇到，不改变抽样框', () => {
    fc.assert(
      fc.property(fc.uniqueArray(household, { selector: ({ dossier }) => dossier }), (met) => {
        expect(strataOf(top, inPlaces(met.toReversed()))).toEqual(strataOf(top, inPlaces(met)));
      }),
    );
  });

  it('列着的时候换了地方的一户只算一次，在后来遇到的那一层', () => {
    const at = { dossier: 'a'.repeat(26), frame: 'onFile', category: '-' } as const;
    const { strata, households } = strataOf(
      top,
      inPlaces([
        { ...at, division: '530102' },
        { ...at, division: '530103' },
      ]),
    );
    expect(strata).toEqual([{ frame: 'onFile', division: '530103', category: '-', size: 1 }]);
    expect(households).toEqual([{ dossier: at.dossier, stratum: 1 }]);
  });

  it('改了一户、一层要抽几户、根或号码，种子就不同', () => {
    const met = ['a', 'b', 'c'].map((each) => ({
      ...({ dossier: each.repeat(26), frame: 'onFile', division: '530102', category: 'deep' } as const),
    }));
    const { strata, households } = strataOf(top, inPlaces(met));
    const of = { strata: quotaOf(strata, 40), households };
    const parts = { digest: frameDigest(of), root: '0'.repeat(64), numbers: '1-2-3' };
    const seeds = [
      parts,
      { ...parts, digest: frameDigest({ ...of, households: households.slice(1) }) },
      { ...parts, digest: frameDigest({ ...of, strata: quotaOf(strata, 90) }) },
      { ...parts, root: '1'.repeat(64) },
      { ...parts, numbers: '1-23' },
    ].map(seedOf);
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  it('哪一户抽到，机会均等：一千个种子里，二十户抽五户，每户四分之一上下', () => {
    const ids = Array.from({ length: 20 }, (_, i) => String(i).padStart(26, '0'));
    const of = {
      strata: [{ frame: 'onFile', division: '530102', category: '-', size: 20, draw: 5 } as const],
      households: ids.map((dossier) => ({ dossier, stratum: 1 })),
    };
    const times = new Map(ids.map((id) => [id, 0]));
    for (let i = 0; i < 1000; i++) {
      const seed = placeOf('seed', String(i));
      for (const { dossier } of drawn(of, seed)) times.set(dossier, (times.get(dossier) as number) + 1);
    }
    // Four standard deviations of 1000 × 1/4.
    for (const n of times.values()) expect(Math.abs(n - 250)).toBeLessThan(4 * Math.sqrt(1000 * 0.25 * 0.75));
  });

  it.each([
    ['03 08 17 21 28 33＋12', '3-8-17-21-28-33-12'],
    ['3,8,17', '3-8-17'],
    [' 3、8、17 ', '3-8-17'],
    ['０５-007', '5-7'],
    ['12', '12'],
  ])('号码“%s”写作 %s：怎样分隔、前面有没有零，都是同样的号码', (text, numbers) => {
    expect(numbersIn(text)).toBe(numbers);
  });

  it.each(['', '三 八', '3.8', '1 2 x', '1234567', Array.from({ length: 21 }, () => '1').join(' ')])(
    '“%s”不是号码',
    (text) => {
      expect(numbersIn(text)).toBeUndefined();
    },
  );
});
