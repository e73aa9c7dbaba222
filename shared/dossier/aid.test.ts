import { describe, expect, it } from 'vitest';
import { mostAid, mostCorrections } from '../ledger/aid.ts';
import { an, sealed } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { decideAid, decideCorrection } from './aid.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';

const { onFile, liftedOut } = journeys;
const aid =
  (receipt: string | null = null, givenOn = '2026-11-01') =>
  (state: DossierState) =>
    decideAid(state, { givenOn, receipt, content: sealed });
const correction =
  (corrects: number, receipt: string | null = null, givenOn: string | null = '2026-11-01') =>
  (state: DossierState) =>
    decideCorrection(state, { corrects, givenOn, receipt, content: sealed });
const aided = [...onFile, an.recordAid({ receipt: 'a1' }), an.recordAid({ aid: 2, receipt: 'a2' })];

describe('登记帮扶', () => {
  it('在册的随时可以，不管有没有事项在办；一条接一条地编号', () => {
    for (const journey of [journeys.registered, onFile, journeys.reverifying, journeys.leaving, journeys.kept]) {
      const state = given(...journey)
        .when(aid())
        .records({ type: 'recordAid', aid: 1 });
      expect(state.aid).toMatchObject({ entries: 1, corrected: [], receipts: [] });
    }
    given(...aided)
      .when(aid())
      .records({ aid: 3 });
    for (const n of [2, 4]) {
      given(...aided)
        .when(an.recordAid({ aid: n }))
        .refuses(/不相接/);
    }
  });

  it('不影响事项、在册情况和待办的日子：只多了一条', () => {
    for (const journey of [journeys.reverifying, journeys.exitRequested]) {
      const before = stateAfter(...journey);
      const after = stateAfter(...journey, an.recordAid());
      expect(after).toEqual({ ...before, version: before.version + 1, aid: after.aid });
    }
  });

  it('先建档、后帮扶：没有建档的、没有建成的不登记', () => {
    for (const journey of [journeys.draft, journeys.approved, journeys.rejected, journeys.withdrawn]) {
      given(...journey)
        .when(aid())
        .refuses(/不能登记帮扶/);
    }
    given(...onFile)
      .when(aid(null, '2026-10-31'))
      .refuses(/2026-10-31 早于建档的日期 2026-11-01/);
  });

  it('退出以后，补登退出以前的可以，退出以后的不行；并入别的，登记在那一份上', () => {
    given(...liftedOut)
      .when(aid())
      .records();
    given(...liftedOut)
      .when(aid(null, '2026-11-02'))
      .refuses(/2026-11-02 晚于退出的日期 2026-11-01/);
    given(...journeys.mergedOnFile)
      .when(aid())
      .refuses(/并入另一份/);
  });

  it('退出以前批准发放、以后才到账的，记；批准在退出以后的，到账早于批准的，不记', () => {
    const paid = (givenOn: string, promisedOn: string) => (state: DossierState) =>
      decideAid(state, { givenOn, promisedOn, receipt: null, content: sealed });
    given(...liftedOut)
      .when(paid('2026-11-20', '2026-11-01'))
      .records();
    given(...liftedOut)
      .when(paid('2026-11-20', '2026-11-02'))
      .refuses(/2026-11-02 晚于退出的日期 2026-11-01/);
    given(...onFile)
      .when(paid('2026-11-04', '2026-11-05'))
      .refuses(/2026-11-04 早于批准的日期 2026-11-05/);
    // Merged into another since: it was promised to this one, and nobody else has an entry of it.
    given(...journeys.mergedOnFile)
      .when(paid('2026-11-20', '2026-11-01'))
      .records();
    given(...journeys.mergedOnFile)
      .when(paid('2026-11-20', '2026-11-02'))
      .refuses(/并入另一份/);
  });

  it('一份凭证只登记一次', () => {
    given(...aided)
      .when(aid('a1'))
      .refuses(/凭证已经用于第 1 条/);
    given(...aided)
      .when(aid('a3'))
      .records();
  });

  const most = Array.from({ length: mostAid }, (_, index) => an.recordAid({ aid: index + 1 }));

  it(`一份档案 ${mostAid} 条，更正不占位：满了以后写错的仍更正得了`, () => {
    given(...onFile, ...most)
      .when(aid())
      .refuses(/最多登记 300 条帮扶，已经满了/);
    const state = given(...onFile, ...most)
      .when(correction(300))
      .records({ aid: 301, corrects: 300 });
    expect(state.aid.entries).toBe(301);
    given(...onFile, ...most.slice(0, -1), an.correctAid({ aid: 300, corrects: 299 }))
      .when(aid())
      .records({ aid: 301 });
  });

  it(`更正至多 ${mostCorrections} 次：一条一次，全部更正过一遍以后才满`, () => {
    const corrections = Array.from({ length: mostCorrections }, (_, index) =>
      an.correctAid({ aid: mostAid + index + 1, corrects: index + 1 }),
    );
    const full = [...onFile, ...most, ...corrections];
    given(...full.slice(0, -1))
      .when(correction(mostCorrections))
      .records({ aid: mostAid + mostCorrections });
    given(...full)
      .when(correction(mostAid + 1))
      .refuses(/最多更正 300 次，已经满了/);
  });
});

describe('更正帮扶', () => {
  it('另记一条代替它，原来的一条还在，不再算数', () => {
    const state = given(...aided)
      .when(correction(1, 'a1'))
      .records({ type: 'correctAid', aid: 3, corrects: 1 });
    const receipts = [
      { aid: 2, receipt: 'a2' },
      { aid: 3, receipt: 'a1' },
    ];
    expect(state.aid).toMatchObject({ entries: 3, corrected: [1], receipts });
  });

  it('最近是哪一天帮扶的，只看算数的：补登更早的不算，更正掉的退回前一次', () => {
    const days = (...actions: Action[]) => stateAfter(...onFile, ...actions).aid.latest.map(({ on }) => on);
    const twice = [an.recordAid({ givenOn: '2026-11-05' }), an.recordAid({ aid: 2, givenOn: '2026-11-02' })];
    expect(days(...twice)[0]).toBe('2026-11-05');
    expect(days(...twice, an.correctAid({ aid: 3, corrects: 1, givenOn: null }))[0]).toBe('2026-11-02');
    expect(days(...twice, an.correctAid({ aid: 3, corrects: 1, givenOn: '2026-11-04' }))[0]).toBe('2026-11-04');
  });

  it('一批登记错了，一条条更正掉，最近的一天还是错的以前那一天', () => {
    const right = an.recordAid({ givenOn: '2026-11-02' });
    const wrong = [2, 3, 4, 5, 6, 7].map((n) => an.recordAid({ aid: n, givenOn: '2026-11-09' }));
    const undone = wrong.map(({ aid: n }) => an.correctAid({ aid: n + 6, corrects: n, givenOn: null }));
    expect(stateAfter(...onFile, right, ...wrong, ...undone).aid.latest).toEqual([{ aid: 1, on: '2026-11-02' }]);
  });

  it('记得住的各天，近的在前；再多的不记', () => {
    const aids = ['2026-11-05', '2026-11-02', '2026-11-05', '2026-11-03'];
    const { latest } = stateAfter(...onFile, ...aids.map((givenOn, n) => an.recordAid({ aid: n + 1, givenOn }))).aid;
    expect(latest.map((each) => each.on)).toEqual(aids.toSorted().reverse());
    const many = Array.from({ length: 13 }, (_, n) =>
      an.recordAid({ aid: n + 1, givenOn: `2026-11-${String(n + 1).padStart(2, '0')}` }),
    );
    const remembered = stateAfter(...onFile, ...many).aid.latest.map((each) => each.aid);
    expect(remembered).toEqual(
      many
        .map(({ aid: n }) => n)
        .reverse()
        .slice(0, remembered.length),
    );
    expect(remembered.length).toBeLessThan(many.length);
  });

  it('更正过的不能再更正，更正它的那一条可以；没有的不能更正', () => {
    const corrected = [...aided, an.correctAid({ aid: 3, corrects: 1 })];
    given(...corrected)
      .when(correction(1))
      .refuses(/第 1 条帮扶已经更正过/);
    given(...corrected)
      .when(correction(3))
      .records({ corrects: 3 });
    for (const none of [4, 5]) {
      given(...corrected)
        .when(correction(none))
        .refuses(/没有第 \d 条帮扶，现有 3 条/);
    }
  });

  it('其实没有给的，凭证空出来，别的可以用；别的占着的不行', () => {
    const none = [...aided, an.correctAid({ aid: 3, corrects: 1, givenOn: null })];
    expect(stateAfter(...none).aid.receipts).toEqual([{ aid: 2, receipt: 'a2' }]);
    given(...none)
      .when(aid('a1'))
      .records();
    given(...aided)
      .when(correction(1, 'a2'))
      .refuses(/凭证已经用于第 2 条/);
  });

  it('日子的规矩与登记时一样', () => {
    given(...aided)
      .when(correction(1, null, '2026-10-31'))
      .refuses(/早于建档/);
    const left = [
      ...[...aided, an.proposeExit(), an.requestApproval({ request: 2 })],
      ...[an.decide({ request: 2 }), an.leave()],
    ];
    given(...left)
      .when(correction(1, null, '2026-11-02'))
      .refuses(/晚于退出/);
    given(...left)
      .when(correction(1, null, null))
      .records();
  });
});
