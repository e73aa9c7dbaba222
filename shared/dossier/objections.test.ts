import { describe, expect, it } from 'vitest';
import type { Action } from './actions.ts';
import { an, journeys, stateAfter } from './journeys.fixture.ts';
import { mostObjections, openObjections, untriagedObjections, unverifiedNumber, verifiedNumber } from './objections.ts';
import { refusal } from './rules.ts';

const anonymous = (objection = 1) => an.raiseObjection({ objection, sender: 'anonymous' });
const refused = (journey: Action[], action: Action) => refusal(stateAfter(...journey), action);
const { underNotice, noticeOver } = journeys;
const left = [...underNotice, anonymous(), an.closeNotice()];
const asked = [...left, an.requestApproval()];

describe('没有署名、没有验证的异议', () => {
  it('一封匿名信不使公示成为有异议，也不挡住送审和审批', () => {
    expect(stateAfter(...underNotice, anonymous()).status).toBe('underNotice');
    expect(refused(left, an.requestApproval())).toBeUndefined();
    expect(refused(asked, an.decide())).toBeUndefined();
  });

  it('不能未经初核就处理', () => {
    expect(refused([...underNotice, anonymous()], an.resolveObjection())).toContain('没有这条异议');
  });

  it('受理了的挡住，处理完才送审', () => {
    const taken = [...underNotice, anonymous(), an.triageObjections()];
    expect(stateAfter(...taken).status).toBe('contested');
    expect(refused([...taken, an.closeNotice()], an.requestApproval())).toBeDefined();
    expect(stateAfter(...taken, an.resolveObjection()).status).toBe('underNotice');
  });

  it('几条可以一起不予受理；其中有一条不能初核的，一条也不算', () => {
    const three = [...underNotice, anonymous(1), anonymous(2), anonymous(3)];
    const aside = an.triageObjections({ objections: [1, 3], outcome: 'setAside' });
    expect(untriagedObjections(stateAfter(...three, aside)).map(({ objection }) => objection)).toEqual([2]);
    expect(refused([...three, aside], an.triageObjections({ objections: [2, 3] }))).toMatch(/初核过：3$/);
  });

  it('公示期满没有初核的，送审以后仍能受理：受理了就不能同意，可以退回、不予通过，查实的不予建档', () => {
    const late = [...asked, an.triageObjections()];
    expect(stateAfter(...late).status).toBe('awaitingApproval');
    expect(refused(late, an.decide())).toContain('处理完才能同意');
    expect(refused(late, an.decide({ decision: 'return' }))).toBeUndefined();
    expect(refused([...late, an.resolveObjection()], an.decide())).toBeUndefined();
    expect(stateAfter(...late, an.resolveObjection({ outcome: 'upheld' })).status).toBe('rejected');
  });

  it('公示期满、还没有送审的那一刻受理的，照样送审，只是不能同意', () => {
    const between = [...left, an.triageObjections()];
    expect(stateAfter(...between).status).toBe('underNotice');
    expect(refused([...between, an.requestApproval()], an.decide())).toContain('处理完才能同意');
  });

  it('审批通过以后不能再受理，还能写明意见不予受理，建档以后也能', () => {
    const approved = [...asked, an.decide()];
    for (const journey of [approved, [...approved, an.register()]]) {
      expect(refused(journey, an.triageObjections())).toContain('年度复核或退出');
      expect(refused(journey, an.triageObjections({ outcome: 'setAside' }))).toBeUndefined();
    }
  });

  it('退回再报，没有看过的、没有处理完的都还在，编号不重来；没有处理完的从下一次公示的第一天起就算有异议', () => {
    const again = [
      ...[an.raiseObjection({ objection: 2 }), an.triageObjections({ outcome: 'setAside' })],
      ...[an.resolveObjection({ objection: 2 }), anonymous(3), anonymous(4), an.closeNotice(), an.requestApproval()],
      ...[an.triageObjections({ objections: [3] }), an.decide({ decision: 'return' })],
      ...[an.saveForm({ form: 2 }), an.submit({ form: 2, round: 2 })],
    ];
    const state = stateAfter(...underNotice, anonymous(), ...again);
    expect(state.objections.map(({ objection, outcome }) => [objection, outcome])).toEqual([
      [3, 'open'],
      [4, 'untriaged'],
    ]);
    const noticed = [...underNotice, anonymous(), ...again, an.assess(), an.recordSurvey(), an.openNotice()];
    expect(stateAfter(...noticed).status).toBe('contested');
    expect(refused(noticed, an.raiseObjection({ objection: 3 }))).toContain('不相接');
    expect(refused(noticed, an.raiseObjection({ objection: 5 }))).toBeUndefined();
  });
});

describe('验证过姓名的异议', () => {
  it('当即挡住，不必初核', () => {
    expect(stateAfter(...underNotice, an.raiseObjection()).status).toBe('contested');
    expect(openObjections(stateAfter(...underNotice, an.raiseObjection()))).toHaveLength(1);
  });

  it('先提出、后验证的，从验证起挡住；已不予受理的也重新受理；匿名的、验证过的不能验证', () => {
    const named = [...underNotice, an.raiseObjection({ sender: 'named' })];
    expect(stateAfter(...named, an.verifyObjection()).status).toBe('contested');
    const aside = [...named, an.triageObjections({ outcome: 'setAside' })];
    expect(stateAfter(...aside, an.verifyObjection()).status).toBe('contested');
    expect(refused([...underNotice, anonymous()], an.verifyObjection())).toContain('验证过');
    expect(refused([...named, an.verifyObjection()], an.verifyObjection())).toContain('验证过');
    expect(
      refused(
        [
          ...noticeOver.slice(0, -1),
          an.raiseObjection({ sender: 'named' }),
          an.closeNotice(),
          an.requestApproval(),
          an.decide(),
        ],
        an.verifyObjection(),
      ),
    ).toContain('审批已经通过');
  });
});

describe('一户的异议再多', () => {
  const full = (sender: 'anonymous' | 'verified', count: number, from = 1) =>
    Array.from({ length: count }, (_, i) => an.raiseObjection({ objection: from + i, sender }));

  it('没有验证的收满了，验证过的照收；都收满，档案头也不过三十几 KB', () => {
    const crowd = [...underNotice, ...full('anonymous', mostObjections.unverified)];
    const state = stateAfter(...crowd);
    const next = mostObjections.unverified + 1;
    expect([unverifiedNumber(state), verifiedNumber(state)]).toEqual([undefined, next]);
    expect(refused(crowd, an.raiseObjection({ objection: next, sender: 'named' }))).toContain('收满');
    const all = [...crowd, ...full('verified', mostObjections.listed - mostObjections.unverified, next)];
    expect(Buffer.byteLength(JSON.stringify(stateAfter(...all)))).toBeLessThan(40_000);
  });

  it('列满以后验证过的并入最后一条验证过的：档案头不再长，处理过的重新受理', () => {
    const { listed } = mostObjections;
    const all = [...underNotice, ...full('verified', listed)];
    const state = stateAfter(...all);
    expect([unverifiedNumber(state), verifiedNumber(state)]).toEqual([undefined, listed]);
    expect(refused(all, an.raiseObjection({ objection: listed + 1 }))).toContain('不相接');
    expect(refused(all, an.raiseObjection({ objection: listed - 1 }))).toContain('不相接');
    const one = an.raiseObjection({ objection: listed });
    const joined = stateAfter(...all, one, one);
    expect(joined.objections.at(-1)).toMatchObject({ objection: listed, outcome: 'open', joined: 2 });
    expect(openObjections(joined)).toHaveLength(listed);
    expect(joined.objectionsRaised).toBe(listed);
    const bytes = (of: object) => Buffer.byteLength(JSON.stringify(of));
    expect(bytes(joined.objections)).toBe(bytes(state.objections));
    const resolved = [
      ...all,
      one,
      ...Array.from({ length: listed }, (_, i) => an.resolveObjection({ objection: i + 1 })),
    ];
    expect(stateAfter(...resolved).status).toBe('underNotice');
    const again = stateAfter(...resolved, one);
    expect([again.status, again.objections.at(-1)?.outcome]).toEqual(['contested', 'open']);
  });

  it('先提出、后验证的也占列里的位：两百条都验证过，没有验证的再来也列不过三百条', () => {
    const named = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => an.raiseObjection({ objection: from + i, sender: 'named' }));
    const verify = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => an.verifyObjection({ objection: from + i }));
    const twice = [...underNotice, ...named(1, 200), ...verify(1, 200), ...named(201, 100), ...verify(201, 100)];
    const state = stateAfter(...twice);
    expect([state.objections.length, unverifiedNumber(state), verifiedNumber(state)]).toEqual([300, undefined, 300]);
  });
});
