import { describe, expect, it } from 'vitest';
import { Problem } from '../errors/problem.ts';
import type { UnionLevel } from '../organisation/union-level.ts';
import { levelRefusal, requireLevel } from './level.ts';
import type { Ability } from './may.ts';

const province = { orgPath: '530000' };
const city = { orgPath: '530000/530100' };
const county = { orgPath: '530000/530100/530102' };
const unit = { orgPath: '530000/530100/530102/U0001' };

/** A province in which exemptions are ruled by unions of this level and above. */
const ruledFrom = (unionLevel: UnionLevel) => ({ exemption: { unionLevel } });

describe('哪一级工会才能办', () => {
  const ofCounties: readonly Ability[] = [
    'clear',
    'confirmAccount',
    'confirmDisposal',
    'releaseDisposal',
    'keepLonger',
    'prepareSpotCheck',
  ];

  it.each(ofCounties)('%s：县级工会和它上面的能办，单位的工会不能', (ability) => {
    for (const user of [county, city, province])
      expect(levelRefusal(user, ability, ruledFrom('provincial'))).toBeUndefined();
    expect(levelRefusal(unit, ability, ruledFrom('county'))).toBe('由县级及以上工会的审核人办理。');
  });

  it('省直管的县、不设县的市，本身就是县级工会；它们的单位不是', () => {
    for (const orgPath of ['420000/429004', '440000/441900']) {
      expect(levelRefusal({ orgPath }, 'clear', ruledFrom('county'))).toBeUndefined();
      expect(levelRefusal({ orgPath: `${orgPath}/U0001` }, 'clear', ruledFrom('county'))).toBeDefined();
    }
  });

  it('别的事不问级别：单位的审核人照样处理异议', () => {
    for (const ability of ['read', 'ruleDuplicate', 'resolveObjection', 'merge'] as const) {
      expect(levelRefusal(unit, ability, ruledFrom('provincial'))).toBeUndefined();
    }
  });

  it('豁免由本省定的那一级及以上裁定，说出是哪一级', () => {
    expect(levelRefusal(county, 'exempt', ruledFrom('county'))).toBeUndefined();
    expect(levelRefusal(unit, 'exempt', ruledFrom('county'))).toBe('本省的豁免由县级工会及以上裁定。');
    expect(levelRefusal(county, 'exempt', ruledFrom('municipal'))).toBe('本省的豁免由市级工会及以上裁定。');
    expect(levelRefusal(city, 'exempt', ruledFrom('municipal'))).toBeUndefined();
    expect(levelRefusal(city, 'exempt', ruledFrom('provincial'))).toBe('本省的豁免由省级工会及以上裁定。');
    expect(levelRefusal(province, 'exempt', ruledFrom('provincial'))).toBeUndefined();
  });

  it('级别不够的，答没有这项权限，同时说为什么；够的不作声', () => {
    const refused = () => requireLevel(county, 'exempt', ruledFrom('municipal'));
    expect(refused).toThrow(Problem);
    expect(refused).toThrow(expect.objectContaining({ code: 1502, detail: '本省的豁免由市级工会及以上裁定。' }));
    expect(() => requireLevel(city, 'exempt', ruledFrom('municipal'))).not.toThrow();
  });
});
