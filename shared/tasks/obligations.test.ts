import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { an, basis, duplicate, otherId, thirdId, wholeExit } from '../dossier/actions.fixture.ts';
import type { Action } from '../dossier/actions.ts';
import type { Check, Checking } from '../dossier/check-state.ts';
import { disposalStage, isGoing, releasing } from '../dossier/disposal-state.ts';
import { isHeld } from '../dossier/duplicate-state.ts';
import { id, journeys, stateAfter } from '../dossier/journeys.fixture.ts';
import { isOver } from '../dossier/life.ts';
import { anyLife } from '../dossier/lives.fixture.ts';
import { isOpen } from '../dossier/matter.ts';
import { type DossierState, reduce } from '../dossier/state.ts';
import { pendingTransfer } from '../dossier/transfer-state.ts';
import { isApplication } from '../matters/course.ts';
import { county as countyOf } from '../organisation/org-path.ts';
import { retainedUntil } from './disposal-tasks.ts';
import { obligations } from './obligations.ts';
import type { TaskKind, TaskRole } from './task.ts';

const terms = {
  deadlines: {
    surveyDays: 10,
    deliberationDays: 10,
    checkingDays: 30,
    resolutionDays: 7,
    triageDays: 3,
    planDays: 20,
    paperWorkingDays: 30,
    transferDays: 10,
    reverificationDays: 30,
    expiryDays: 15,
    lateAidDays: 90,
    applicationWorkingDays: 5,
  },
  afterLeaving: { keepsNumber: true, followUpMonths: { liftedOut: [6, 12, 24], relieved: [6], cancelled: [] } },
  drafts: { idleDays: 180, returnedDays: 365 },
  retention: {
    leftYears: 10,
    mergedYears: 9,
    rejectedYears: 8,
    withdrawnYears: 3,
    abandonedYears: 1,
    applicationYears: 1,
  },
};
const unit = '530000/530100/530102/U0001';
const county = '530000/530100/530102';

it('旧档转入的不欠公示、审批、联系卡和帮扶计划，只欠到期的复核；第一次复核以后才订计划', () => {
  const owed = (...journey: Action[]) => obligations(stateAfter(...journey), terms).map(({ kind, due }) => [kind, due]);
  const taken = an.transcribe({ nextReviewOn: '2027-03-05' });
  expect(owed(taken)).toEqual([['review', '2027-03-05']]);
  const found = an.assess({ occasion: '2-1', basis: { ...basis, date: '2027-03-06' } });
  const reviewed = owed(taken, an.openReverification(), an.reverify(), found, an.keep());
  expect(reviewed.map(([kind]) => kind)).toContain('plan');
  expect(owed(taken, an.makePlan()).map(([kind]) => kind)).toContain('sign');
});

it('复核核对结果的，不由每一项都是自己登记的人办；两位各登记了一个部门的，互相复核', () => {
  const { explained } = journeys;
  const state = stateAfter(...explained);
  const [{ answer, explanation, ...check }] = (state.matter.checking as Checking).checks as [Check];
  const notFor = (...readIn: string[]) => {
    const checks = readIn.map((by) => ({ ...check, explanation, answer: answer && { ...answer, by } }));
    const matter = { ...state.matter, checking: { sources: ['vehicles' as const], checks } };
    return obligations({ ...state, matter }, terms).find(({ kind }) => kind === 'ruleCheck')?.notFor;
  };
  expect(notFor('reviewer-1')).toContain('reviewer-1');
  expect(notFor('reviewer-1', 'reviewer-1')).toContain('reviewer-1');
  expect(notFor('reviewer-1', 'reviewer-2')).not.toEqual(expect.arrayContaining([expect.stringMatching('reviewer')]));
});

it('要与经手分开的，写明不由谁办', () => {
  const named = (...journey: Action[]) =>
    Object.fromEntries(obligations(stateAfter(...journey), terms).map(({ kind, notFor }) => [kind, notFor]));
  const { surveying, waitingForRuling, contested, sentBack, awaitingApproval } = journeys;
  const [registrar, surveyor] = ['registrar-1', 'surveyor-1'];
  expect(named(...surveying)).toEqual({ survey: [registrar] });
  expect(named(...waitingForRuling)).toEqual({ rule: [registrar, surveyor].sort() });
  expect(named(...contested)).toEqual({ resolve: [registrar, surveyor].sort() });
  expect(named(...sentBack)).toEqual({ correct: undefined });
  expect(named(...awaitingApproval)).toEqual({ decide: undefined });
});

it('登记了新的银行账户，由县里另一位审核人确认；离开了的不再欠', () => {
  const pending = [...journeys.registered, an.proposeAccount()];
  const [task] = obligations(stateAfter(...pending), terms).filter(({ kind }) => kind === 'confirmAccount');
  expect(task).toMatchObject({ role: 'reviewer', orgPath: county, due: null, notFor: ['registrar-1'] });
  const kinds = (...journey: Action[]) => obligations(stateAfter(...journey), terms).map(({ kind }) => kind);
  for (const answered of [an.refuseAccount(), an.confirmAccount()]) {
    expect(kinds(...pending, answered)).not.toContain('confirmAccount');
  }
  const left = [an.proposeExit(), an.requestApproval({ request: 2 }), an.decide({ request: 2 }), an.leave()];
  expect(kinds(...pending, ...left)).not.toContain('confirmAccount');
});

type Owed = [kind: TaskKind, n: number, role: TaskRole, union: string, due: string | null];
const owed = (state: DossierState): Owed[] =>
  obligations(state, terms).map(({ kind, n, role, orgPath, due }) => [kind, n, role, orgPath, due]);

/** Everything happens on 1 November 2026, but for what says another day. */
const at: [keyof typeof journeys, ...Owed[]][] = [
  ['draft', ['idleDraft', 1, 'system', unit, '2027-03-31']],
  ['submitted'],
  ['returned', ['correct', 1, 'registrar', unit, null], ['idleDraft', 1, 'system', unit, '2027-10-02']],
  ['surveying', ['survey', 1, 'surveyor', unit, '2026-11-11']],
  ['surveyReturnedForPaper', ['correct', 1, 'registrar', unit, null], ['idleDraft', 1, 'system', unit, '2027-10-02']],
  ['surveyed'],
  ['waitingForRuling', ['rule', 1, 'reviewer', county, null]],
  ['underNotice'],
  ['contested', ['resolve', 1, 'reviewer', county, '2026-11-08']],
  ['noticeOver'],
  ['awaitingApproval', ['decide', 1, 'approver', unit, '2026-11-18']],
  ['untriaged', ['decide', 1, 'approver', unit, '2026-11-18'], ['triage', 1, 'reviewer', county, '2026-11-04']],
  ['sentBack', ['correct', 1, 'registrar', unit, null], ['idleDraft', 1, 'system', unit, '2027-10-02']],
  ['sentBackForPaper', ['correct', 1, 'registrar', unit, null], ['idleDraft', 1, 'system', unit, '2027-10-02']],
  ['halfApproved'],
  ['approved'],
  ['registered', ['review', 1, 'system', unit, '2027-11-12'], ['plan', 1, 'registrar', unit, '2026-11-21']],
  [
    'planned',
    ['review', 1, 'system', unit, '2027-11-12'],
    ['issue', 1, 'system', unit, '2026-11-01'],
    ['sign', 1, 'registrar', unit, '2026-11-21'],
  ],
  ['onFile', ['review', 1, 'system', unit, '2027-11-12']],
  ['reverifying', ['report', 2, 'registrar', unit, '2027-12-12']],
  ['reported'],
  ['unchanged'],
  ['kept', ['review', 1, 'system', unit, '2028-11-12']],
  ['reclassified'],
  ['reclassificationSentBack', ['report', 2, 'registrar', unit, '2027-12-12']],
  ['leavingByRule'],
  ['leaving'],
  ['exitRequested', ['decide', 2, 'approver', unit, '2026-11-18']],
  ['exitSentBack', ['propose', 2, 'registrar', unit, '2026-12-01']],
  ['exitSentBackForPaper', ['propose', 2, 'registrar', unit, '2026-12-01']],
  ['exitRejected'],
  ['exitRefused', ['review', 1, 'system', unit, '2028-11-12']],
  ['exitAbandoned', ['review', 1, 'system', unit, '2027-11-12']],
  ['exitApproved'],
  ['deliberating', ['deliberate', 1, 'registrar', unit, '2026-11-11']],
  ['notSupported', ['correct', 1, 'registrar', unit, null], ['idleDraft', 1, 'system', unit, '2027-10-02']],
  ['checking', ['authorize', 1, 'registrar', unit, '2026-12-01']],
  ['authorized', ['check', 1, 'reviewer', county, '2026-12-01']],
  ['asked', ['check', 1, 'reviewer', county, '2026-12-01'], ['chase', 1, 'reviewer', county, '2026-12-01']],
  ['conflicting', ['check', 1, 'reviewer', county, '2026-12-01'], ['explain', 1, 'registrar', unit, '2026-12-01']],
  ['explained', ['check', 1, 'reviewer', county, '2026-12-01'], ['ruleCheck', 1, 'reviewer', county, '2026-12-01']],
  ['askedOfAll', ['chase', 1, 'reviewer', county, '2026-12-01']],
  ['checked'],
  ['rejected', ['dispose', 1, 'system', unit, '2034-11-01']],
  ['abandoned', ['dispose', 1, 'system', unit, '2027-11-01']],
  ['withdrawn', ['dispose', 1, 'system', unit, '2029-11-01']],
  ['merged', ['dispose', 1, 'system', unit, '2035-11-01']],
  ['mergedOnFile', ['dispose', 1, 'system', unit, '2035-11-01']],
  ['liftedOut', ['dispose', 2, 'system', unit, '2036-11-01'], ['followUp', 1, 'registrar', unit, '2027-05-01']],
  ['cancelled', ['dispose', 2, 'system', unit, '2036-11-01']],
  [
    'disposalListed',
    ['confirmDisposal', 2, 'reviewer', county, null],
    ['followUp', 1, 'registrar', unit, '2027-05-01'],
  ],
  ['disposalConfirmed', ['releaseDisposal', 2, 'reviewer', '530000/530100', null]],
  ['disposalReleased', ['darken', 2, 'system', unit, '2026-11-03']],
  ['dark'],
];

/** On file, and typed into the national system. */
const entered = [...journeys.onFile, an.recordEntered()];

describe('欠着什么，由谁，到哪一天', () => {
  it.each(at)('%s', (journey, ...tasks) => {
    expect(owed(stateAfter(...journeys[journey])).filter(([kind]) => kind !== 'evaluate' && kind !== 'enter')).toEqual(
      tasks,
    );
  });

  it('在册的一户，发了卡就欠着录入全国系统，没有期限；录了不欠，换了一份表、换发了卡的再欠；退出了的不欠', () => {
    for (const journey of Object.values(journeys)) {
      const state = stateAfter(...journey);
      const isOwed = state.standing === 'onFile' && state.issuedFor.length > 0;
      const entry = owed(state).filter(([kind]) => kind === 'enter');
      expect(entry).toEqual(isOwed ? [['enter', 1, 'registrar', unit, null]] : []);
    }
    const kinds = (...more: Parameters<typeof stateAfter>) =>
      owed(stateAfter(...entered, ...more)).flatMap(([kind, n]) => (kind === 'enter' ? [n] : []));
    expect(kinds()).toEqual([]);
    expect(kinds(an.updateContact({ form: 2 }))).toEqual([1]);
    const again = an.recordEntered({ form: 2 });
    expect(kinds(an.updateContact({ form: 2 }), again)).toEqual([]);
    const revised = [an.makePlan({ plan: 2 }), an.signPlan({ plan: 2 })];
    expect(kinds(...revised)).toEqual([]);
    expect(kinds(...revised, an.issueCards({ plan: 2 }))).toEqual([1]);
  });

  it('在册的一户，计划签了字就欠着考核，不管有没有事项在办；退出了的不欠', () => {
    for (const journey of Object.values(journeys)) {
      const state = stateAfter(...journey);
      const isOwed = state.standing === 'onFile' && state.planInForce !== null;
      const evaluation = owed(state).filter(([kind]) => kind === 'evaluate');
      expect(evaluation).toEqual(isOwed ? [['evaluate', 1, 'registrar', unit, '2027-06-30']] : []);
    }
  });

  it('还没有档案，什么也不欠', () => {
    expect(obligations(null, terms)).toEqual([]);
  });

  it('签了字还没有发卡的，系统欠着发卡：对账看得到它的流程', () => {
    const signed = stateAfter(...journeys.planned, an.signPlan());
    expect(owed(signed)).toEqual([
      ['review', 1, 'system', unit, '2027-11-12'],
      ['issue', 1, 'system', unit, '2026-11-01'],
      ['evaluate', 1, 'registrar', unit, '2027-06-30'],
    ]);
  });

  it('完成时限那个月的最后一天考核；延期的到新的那个月；做到了的不再欠', () => {
    const evaluated = (...more: Parameters<typeof an.evaluatePlan>) =>
      owed(stateAfter(...entered, an.evaluatePlan(...more))).slice(1);
    expect(evaluated({ outcome: 'extended', dueMonth: '2028-02' })).toEqual([
      ['evaluate', 1, 'registrar', unit, '2028-02-29'],
    ]);
    expect(evaluated()).toEqual([]);
  });

  it('困难职工不同意的，再订一版，不再等签字，也不等发卡', () => {
    const declined = [...journeys.planned, an.declinePlan()];
    expect(owed(stateAfter(...declined)).slice(1)).toEqual([['plan', 2, 'registrar', unit, '2026-11-21']]);
    const revision = [...entered, an.makePlan({ plan: 2 }), an.declinePlan({ plan: 2 })];
    expect(owed(stateAfter(...revision)).map(([kind, n]) => [kind, n])).toEqual([
      ['review', 1],
      ['plan', 3],
      ['evaluate', 1],
    ]);
  });

  it('没有做到的，再订一版；修订等着签字的，原来那一版照旧考核', () => {
    const notMet = [...entered, an.evaluatePlan({ outcome: 'notMet' })];
    expect(owed(stateAfter(...notMet)).slice(1)).toEqual([['plan', 2, 'registrar', unit, '2026-11-21']]);
    const kinds = (...more: Parameters<typeof stateAfter>) => owed(stateAfter(...more)).map(([kind, n]) => [kind, n]);
    const revised = an.makePlan({ plan: 2 });
    expect(kinds(...notMet, revised)).toEqual([
      ['review', 1],
      ['issue', 2],
      ['sign', 2],
    ]);
    expect(kinds(...entered, revised)).toEqual([
      ['review', 1],
      ['issue', 2],
      ['sign', 2],
      ['evaluate', 1],
    ]);
  });

  it('还没有入户就裁定为同一户的，不再叫人去入户', () => {
    const found = an.assess({ withheld: [duplicate()] });
    const same = an.ruleDuplicate({ dossier: otherId, ruling: 'same' });
    const owes = owed(stateAfter(...journeys.submitted, found, same));
    expect(owes).toEqual([['settle', 1, 'registrar', unit, null]]);
  });

  it('在册的裁定为同一户，建档人没有什么可撤回、取消的：由没有经手的审核人合并、改裁（种子 92002）', () => {
    const same = an.ruleDuplicate({ dossier: otherId, ruling: 'same' });
    const settled = (...actions: Action[]) => owed(stateAfter(...actions)).filter(([kind]) => kind === 'settle');
    const found = an.findDuplicates({ form: 2 });
    expect(settled(...journeys.amendmentDrafted, found, same)).toEqual([['settle', 2, 'registrar', unit, null]]);
    expect(settled(...journeys.reviewDrafted, found, same)).toEqual([['settle', 2, 'reviewer', county, null]]);
  });

  it('证据充分、另一份在别的县的，归两县共同的上级裁定；可能的归本县裁定；有一条本县裁定得了的，先归本县', () => {
    const there = '530000/530100/530103';
    const city = '530000/530100';
    const rules = (...found: ReturnType<typeof duplicate>[]) =>
      owed(stateAfter(...journeys.submitted, an.assess({ withheld: found })))
        .filter(([kind]) => kind === 'rule')
        .map(([, , role, orgPath]) => [role, orgPath]);
    const certain = { verdict: 'certain' as const };
    expect(rules(duplicate({ ...certain, county: there }))).toEqual([['reviewer', city]]);
    expect(rules(duplicate({ ...certain, county: '530000/530300/530302' }))).toEqual([['reviewer', '530000']]);
    expect(rules(duplicate({ ...certain, county }))).toEqual([['reviewer', county]]);
    expect(rules(duplicate({ county: there }))).toEqual([['reviewer', county]]);
    const possible = duplicate({ dossier: thirdId, county: there });
    expect(rules(duplicate({ ...certain, county: there }), possible)).toEqual([['reviewer', county]]);
  });

  it('在册的裁定为同一户、另一份在别的县的，归两县共同的上级合并', () => {
    const found = an.findDuplicates({ form: 2, found: [duplicate({ county: '530000/530100/530103' })] });
    const same = an.ruleDuplicate({ dossier: otherId, ruling: 'same' });
    const owes = owed(stateAfter(...journeys.reviewDrafted, found, same)).filter(([kind]) => kind === 'settle');
    expect(owes).toEqual([['settle', 2, 'reviewer', '530000/530100', null]]);
  });

  it('裁定为同一户的，由建档人合并或撤回，不再等裁定', () => {
    const same = an.ruleDuplicate({ dossier: otherId, ruling: 'same' });
    expect(owed(stateAfter(...journeys.waitingForRuling, same))).toEqual([['settle', 1, 'registrar', unit, null]]);
  });

  it('还没有提交的草稿像另一户，不等裁定：改了就是', () => {
    expect(owed(stateAfter(...journeys.draft, an.findDuplicates())).map(([kind]) => kind)).toEqual(['idleDraft']);
  });

  it('约定的下一次走访由建档人办；没有约定的、退出了的不欠', () => {
    const visited = [...journeys.onFile, an.recordVisit()];
    expect(owed(stateAfter(...visited))).toContainEqual(['visit', 1, 'registrar', unit, '2027-02-01']);
    const kinds = (...more: Parameters<typeof stateAfter>) =>
      owed(stateAfter(...visited, ...more)).map(([kind]) => kind);
    expect(kinds(an.recordVisit({ visit: 2, nextOn: null }))).not.toContain('visit');
    const exit = [an.proposeExit(), an.requestApproval({ request: 2 }), an.decide({ request: 2 }), an.leave()];
    expect(kinds(...exit)).not.toContain('visit');
  });

  it('回访到返困的，建档人重新建档；另立了档案的，回访和重新建档都不欠了', () => {
    const found = an.recordVisit({ visit: 1, visitedOn: '2027-05-02', nextOn: null, finding: 'hardAgain' });
    const left = (...more: Parameters<typeof stateAfter>) => owed(stateAfter(...journeys.liftedOut, ...more)).slice(1);
    expect(left(found)).toEqual([
      ['followUp', 2, 'registrar', unit, '2027-11-01'],
      ['comeBack', 2, 'registrar', unit, null],
    ]);
    expect(left(found, an.comeBack())).toEqual([]);
  });

  it('停滞的由管理员恢复，别人的事照旧；计划停滞也一样', () => {
    expect(owed(stateAfter(...journeys.surveying, an.stall()))).toEqual([
      ['resume', 1, 'administrator', unit, null],
      ['survey', 1, 'surveyor', unit, '2026-11-11'],
    ]);
    const plan = stateAfter(...journeys.planned, an.stall({ for: 'plan', number: 1, run: 1 }));
    expect(owed(plan)).toContainEqual(['resume', 1, 'administrator', unit, null]);
  });

  it('几件异议，以最早到期的一件为准；匿名受理的，从收到算起加上初核的天数', () => {
    const more = [an.raiseObjection({ objection: 2, sender: 'anonymous' }), an.raiseObjection({ objection: 3 })];
    const tasks = owed(stateAfter(...journeys.contested, ...more));
    expect(tasks).toEqual([
      ['triage', 1, 'reviewer', county, '2026-11-04'],
      ['resolve', 1, 'reviewer', county, '2026-11-08'],
    ]);
    const taken = stateAfter(
      ...journeys.underNotice,
      an.raiseObjection({ sender: 'anonymous' }),
      an.triageObjections(),
    );
    expect(owed(taken)).toEqual([['resolve', 1, 'reviewer', county, '2026-11-11']]);
  });

  it('须入户核实的退出，调查人欠一次调查', () => {
    const state = stateAfter(...journeys.onFile, an.proposeExit({ course: wholeExit }));
    expect(owed(state)[0]).toEqual(['survey', 2, 'surveyor', unit, '2026-11-11']);
  });

  it('保管到哪一天：各种去向各有年数，二月二十九日的到二月末', () => {
    const until = (as: Parameters<typeof retainedUntil>[0]['as'], on = '2026-11-01') =>
      retainedUntil({ as, on }, terms.retention);
    expect(['liftedOut', 'relieved', 'cancelled'].map((as) => until(as as 'relieved'))).toEqual(
      Array(3).fill('2036-11-01'),
    );
    expect([until('rejected'), until('withdrawn'), until('merged')]).toEqual([
      '2034-11-01',
      '2029-11-01',
      '2035-11-01',
    ]);
    expect(until('withdrawn', '2028-02-29')).toBe('2031-02-28');
  });
});

it('移交等对方答复：对方的建档人一件，逾期没有答复的再加县里审核人一件；原工会的待办还在原工会', () => {
  const to = '530000/530100/530103/U0001';
  const proposed = [...journeys.registered, an.proposeTransfer({ to })];
  const own = owed(stateAfter(...journeys.registered));
  const waiting: Owed[] = [
    ['transfer', 1, 'registrar', to, '2026-11-11'],
    ['remindTransfer', 1, 'system', to, '2026-11-11'],
  ];
  expect(owed(stateAfter(...proposed)).sort()).toEqual([...own, ...waiting].sort());
  const late: Owed = ['overdueTransfer', 1, 'reviewer', countyOf(to), '2026-11-11'];
  expect(owed(stateAfter(...proposed, an.remindTransfer())).sort()).toEqual([...own, ...waiting, late].sort());
  const toCounty = stateAfter(...journeys.registered, an.proposeTransfer({ to: countyOf(to) }));
  expect(owed(toCounty)).toContainEqual(['transfer', 1, 'reviewer', countyOf(to), '2026-11-11']);
  const moved = owed(stateAfter(...proposed, an.acceptTransfer()));
  expect(moved).toEqual(own.map(([kind, n, role, , due]) => [kind, n, role, to, due]));
});

describe('处置', () => {
  const listed = (...more: Parameters<typeof stateAfter>) => owed(stateAfter(...journeys.disposalListed, ...more))[0];

  it('延长保管的，到那一天再列入；早于原来的期限的，照原来的期限', () => {
    expect(listed(an.keepLonger())).toEqual(['dispose', 2, 'system', unit, '2040-01-01']);
    expect(listed(an.keepLonger({ until: '2030-01-01' }))).toEqual(['dispose', 2, 'system', unit, '2036-11-01']);
  });

  it('批准由上一级的另一个人；省本级的，由省里的另一个人', () => {
    const [task] = obligations(stateAfter(...journeys.disposalConfirmed), terms);
    expect(task?.notFor).toEqual(['reviewer-1']);
    const above = ['530000/530100/530102/U0001', '420000/429004', '440000/441900/U0001', '530000/530100', '530000'];
    expect(above.map(releasing)).toEqual(['530000/530100', '420000', '440000', '530000', '530000']);
  });
});

describe('无论怎样经办', () => {
  const always = (what: string, holds: (state: DossierState) => void) =>
    it(what, () => {
      fc.assert(
        fc.property(anyLife(40), (journal) => {
          for (let n = 1; n <= journal.length; n++) holds(reduce(id, journal.slice(0, n)) as DossierState);
        }),
        { numRuns: 100 },
      );
    });

  always('同一样事同一个编号，只欠一次；都在这一户的工会、它的县里，或县的上一级', (state) => {
    const tasks = obligations(state, terms);
    expect(new Set(tasks.map(({ kind, n }) => `${kind}#${n}`)).size).toBe(tasks.length);
    const to = pendingTransfer(state)?.to ?? '';
    for (const { kind, orgPath } of tasks) {
      const of = /transfer/i.test(kind) ? to : state.orgPath;
      expect([of, countyOf(of), releasing(of)]).toContain(orgPath);
    }
  });

  always(
    '终结了的，总欠着处置的下一步，销毁以后什么也不欠；另外至多欠着回访、重新建档、整改，确认处置以后也没有了',
    (state) => {
      if (!isOver(state)) return;
      const kinds = owed(state).map(([kind]) => kind);
      const step = { listed: 'confirmDisposal', confirmed: 'releaseDisposal', released: 'darken', dark: undefined };
      const stage = disposalStage(state);
      const next = stage === undefined ? 'dispose' : step[stage];
      expect(kinds.slice(0, 1)).toEqual(next === undefined ? [] : [next]);
      const others = kinds
        .slice(1)
        .filter((kind) => isGoing(state) || !['followUp', 'comeBack', 'remedy'].includes(kind));
      expect(others).toEqual([]);
    },
  );

  always('在册而没有事项在办的，总有下次复核；有事项在办的没有，除了变更', (state) => {
    if (state.standing !== 'onFile') return;
    const reviews = owed(state).filter(([kind]) => kind === 'review');
    expect(reviews).toHaveLength(isOpen(state.matter) && state.matter.kind !== 'amendment' ? 0 : 1);
  });

  always('没有人欠着什么的，是草稿，或者轮到系统走下一步：没有哪一户没有人管', (state) => {
    const { matter } = state;
    // Of what is dark nothing is left to be done, wherever it stood.
    if (disposalStage(state) === 'dark') return;
    if (owed(state).some(([kind]) => !['plan', 'sign', 'issue', 'evaluate', 'enter'].includes(kind))) return;
    const isDraft = isApplication(matter) && matter.stage === 'form' && matter.returned === null;
    expect(isDraft || ['assessment', 'notice', 'approval', 'conclusion'].includes(matter.stage)).toBe(true);
    expect(isHeld(state)).toBe(false);
  });
});
