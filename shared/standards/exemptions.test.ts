import { describe, expect, test } from 'vitest';
import { compileStandard } from './compile.ts';
import { factsOfExclusion, stillHolds } from './exemptions.ts';
import { line700, smallStandard, threePeople } from './standard.fixture.ts';
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
  });

  test('情形变了就不再算数：两套里有一套待拆，不等于十二套都豁免', () => {
    expect(stillHolds({ homes: 2 }, threePeople({ homes: 2, shops: 3 }))).toBe(true);
    expect(stillHolds({ homes: 2 }, threePeople({ homes: 12 }))).toBe(false);
  });
});
