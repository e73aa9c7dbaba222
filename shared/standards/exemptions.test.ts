import { describe, expect, test } from 'vitest';
import { compileStandard } from './compile.ts';
import { exemptibleIn, factsOfExclusion, stillHolds } from './exemptions.ts';
import { line700, smallStandard, threePeople } from './standard.fixture.ts';
import type { Standard } from './standard.ts';
import { assessTiers } from './tiered.ts';

const compiled = [compileStandard(smallStandard())];
const factsOf = (id: string, changes: object, exempted: string[] = []) =>
  factsOfExclusion(assessTiers(compiled, threePeople(changes), line700, exempted), compiled, id);

describe('豁免', () => {
  test('裁定的是命中的情形', () => {
    expect(factsOf('home', { homes: 2 })).toEqual({ homes: 2 });
  });

  test('没有命中的、不可豁免的、已经豁免的，没有什么可以裁定', () => {
    expect(factsOf('home', { homes: 1 })).toBeUndefined();
    expect(factsOf('shop', { shops: 1 })).toBeUndefined();
    expect(factsOf('home', { homes: 2 }, ['home'])).toBeUndefined();
    expect(factsOf('vehicle', { homes: 2 })).toBeUndefined();
    expect(factsOf('home', { shops: 1 })).toBeUndefined();
  });

  test('情形变了就不再算数：两套里有一套待拆，不等于十二套都豁免', () => {
    expect(stillHolds({ homes: 2 }, threePeople({ homes: 2, shops: 3 }))).toBe(true);
    expect(stillHolds({ homes: 2 }, threePeople({ homes: 12 }))).toBe(false);
    expect(stillHolds({ homes: 2, shops: 0 }, threePeople({ homes: 2, shops: 1 }))).toBe(false);
  });

  test('由算式得出的情形也留下；谁患病、为什么困难，不留', () => {
    const [home] = smallStandard().exclusions as [Standard['exclusions'][number]];
    const exclusions = [{ ...home, cel: 'incomeLeft > 100.0 && homes >= 2.0 && !anyDisabled' }];
    const asked = [compileStandard(smallStandard({ exclusions }))];
    const assessed = assessTiers(asked, threePeople({ homes: 2, annualHouseholdIncome: 101 }), line700);
    expect(factsOfExclusion(assessed, asked, 'home')).toEqual({ incomeLeft: 101, homes: 2 });
  });

  test('命中的、可以豁免的，一样一样列出', () => {
    const listed = (changes: object) => exemptibleIn(assessTiers(compiled, threePeople(changes), line700), compiled);
    expect(listed({ homes: 2, shops: 1 })).toEqual([{ exclusion: 'home', title: '两套住宅', facts: { homes: 2 } }]);
    expect(listed({ shops: 1 })).toEqual([]);
  });
});
