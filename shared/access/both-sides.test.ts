import { describe, expect, it } from 'vitest';
import { duplicate, otherId } from '../dossier/actions.fixture.ts';
import { id, journeys, stateAfter } from '../dossier/journeys.fixture.ts';
import { oneSided } from './both-sides.ts';
import type { User } from './may.ts';

const reviewerOf = (orgPath: string, who = 'wang'): User => ({ id: who, roles: ['reviewer'], orgPath });
const county = reviewerOf('530000/530100/530102');
const city = reviewerOf('530000/530100');

const mine = { ...stateAfter(...journeys.surveying), orgPath: '530000/530100/530102/U0001' };
const theirs = {
  ...stateAfter(...journeys.surveying),
  ...{ id: otherId, orgPath: '530000/530100/530103/U0001' },
  matter: { ...mine.matter, registrars: ['zhao'], surveyors: ['qian'] },
};
const possible = duplicate();
const certain = duplicate({ verdict: 'certain', score: 100 });

describe('疑似重复牵着两份档案，一边能裁定的，另一边也要能', () => {
  it('证据不充分的，看得到这一份的审核人就能裁定', () => {
    expect(oneSided(county, possible, mine, theirs)).toBeUndefined();
  });

  it('证据充分的，由两份共同的上级工会裁定，说给只管一边的人听', () => {
    const refused = { code: 1502, detail: '证据充分的疑似重复，由两份档案共同的上级工会的审核人裁定。' };
    expect(oneSided(county, certain, mine, theirs)).toEqual(refused);
    expect(oneSided(city, certain, mine, theirs)).toBeUndefined();
    const beside = { ...theirs, orgPath: '530000/530100/530102/U0002' };
    expect(oneSided(county, certain, mine, beside)).toBeUndefined();
  });

  it('对方那一边查到的更充分，也算充分', () => {
    const found = { ...theirs, duplicates: [duplicate({ dossier: id, verdict: 'certain' })] };
    expect(oneSided(county, possible, mine, found)).toMatchObject({ code: 1502 });
    expect(oneSided(city, possible, mine, found)).toBeUndefined();
    const ofAnother = { ...theirs, duplicates: [duplicate({ dossier: 'somebody', verdict: 'certain' })] };
    expect(oneSided(county, possible, mine, ofAnother)).toBeUndefined();
  });

  it('登记过、调查过另一户的人，证据充不充分都不能裁定', () => {
    for (const who of ['zhao', 'qian']) {
      const user = reviewerOf('530000/530100', who);
      expect(oneSided(user, possible, mine, theirs)).toEqual({ code: 1503 });
      expect(oneSided(user, certain, mine, theirs)).toEqual({ code: 1503 });
    }
  });
});
