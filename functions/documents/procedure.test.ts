import { describe, expect, test } from 'vitest';
import { an } from '../../shared/dossier/actions.fixture.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { chain, firstHash, type JournalEntry } from '../../shared/dossier/journal.ts';
import { procedureOf } from './procedure.ts';

const sealed = { iv: 'i', text: 't' };
const basis = {
  date: '2026-11-01',
  standards: [{ version: '1', digest: 'd' }],
  line: { division: '530102', fen: 70_000, from: '2025-01-01', digest: 'd', invented: false },
};
const submit = (form: number, run: number): Action => ({ type: 'submit', matter: 1, form, run, basis });
const survey = (surveyedOn: string, outcome: 'confirmed' | 'return'): Action => ({
  type: 'recordSurvey',
  surveyedOn,
  outcome,
  findings: sealed,
});
const request = (request: number, level: number): Action => ({
  type: 'requestApproval',
  request,
  level,
  unionLevel: level === 1 ? 'county' : 'municipal',
  approver: `approver-${request}`,
  deadline: '2026-11-30T15:59:59.999Z',
  calendar: [{ year: 2026, digest: 'd', invented: false }],
  passedOn: null,
  last: true,
});
const decide = (request: number, decision: 'approve' | 'return'): Action => ({
  type: 'decide',
  request,
  decision,
  approver: `approver-${request}`,
  opinion: null,
  how: 'link',
});
const register: Action = {
  type: 'register',
  dossierNumber: 'n',
  category: 'c',
  tier: 'national',
  nextReviewOn: '2027-11-20',
};
const makePlan = (plan: number): Action => an.makePlan({ plan, content: sealed });
const signPlan = (plan: number): Action => an.signPlan({ plan });

function journalOf(...actions: Action[]): JournalEntry[] {
  const actor = { kind: 'staff' as const, id: 's' };
  return actions.map((action, index) =>
    chain('d', index + 1, firstHash, { action, actor, at: '2026-11-20T02:00:00.000Z', on: '2026-11-20' }),
  );
}

describe('档案表上的办理过程', () => {
  const twice = journalOf(
    submit(1, 1),
    survey('2026-10-01', 'confirmed'),
    request(1, 1),
    decide(1, 'return'),
    submit(2, 2),
    survey('2026-11-05', 'confirmed'),
    request(2, 1),
    decide(2, 'approve'),
    request(3, 2),
    request(4, 2),
    decide(4, 'approve'),
    register,
    makePlan(1),
    makePlan(2),
    signPlan(2),
  );

  test('退回重报的，只写批准的那一趟', () => {
    const procedure = procedureOf(twice, 2);
    expect(procedure?.submitted.version).toBe(5);
    expect(procedure?.survey?.action.surveyedOn).toBe('2026-11-05');
  });

  test('两级审批各写一条，被取代的送审不写', () => {
    const approvals = procedureOf(twice, 2)?.approvals ?? [];
    expect(approvals.map(({ requested, decided }) => [requested.action.level, decided.action.approver])).toEqual([
      [1, 'approver-2'],
      [2, 'approver-4'],
    ]);
  });

  test('计划是签了字的那一份；未签字的什么也不印', () => {
    expect(procedureOf(twice, 2)?.planMade.version).toBe(14);
    expect(procedureOf(twice, 1)).toBeUndefined();
  });

  test('建档以后送审退出，不算建档的审批', () => {
    const later = journalOf(
      ...twice.map(({ action }) => action),
      an.proposeExit(),
      request(5, 1),
      decide(5, 'approve'),
    );
    expect(procedureOf(later, 2)?.approvals).toHaveLength(2);
  });
});
