import type { Action } from '../../../shared/dossier/actions.ts';
import {
  decisionContext,
  planContext,
  signatureContext,
  surveyContext,
} from '../../../shared/dossier/seal-contexts.ts';
import type { SurveyFindings } from '../../../shared/dossier/sealed-contents.ts';
import type { Actor } from '../../../shared/dossier/state.ts';
import type { Form } from '../../../shared/form/form.ts';
import { type ApproverContact, approverContext } from '../../../shared/registry/approvers.ts';
import { keys } from '../../../shared/registry/keys.ts';
import type { Write } from '../../../shared/registry/table.ts';
import type { App } from '../../../shared/services/app.ts';
import { dossiers, forms, keyring, table } from '../../../shared/services/services.ts';
import type { PlanContent } from '../load.ts';
import { fullForm, household } from './household.ts';

const staff: Actor = { kind: 'staff', id: 'staff-0007' };
const orgPath = '530000/530100/530103/U0001';

/** Takes a household through its registration to the signed plan, as the functions do it, and answers its id. */
export async function registerHousehold(
  app: App,
  id: string,
  form: Form = fullForm,
  beforeSigning: (id: string) => Promise<void> = async () => undefined,
): Promise<string> {
  const seal = (about: string, value: unknown) => keyring(app).seal(about, value);
  const findings: SurveyFindings = { surveyors: ['赵调查'], opinion: '情况属实。', answers: {} };
  const contact: ApproverContact = { name: '周审批', post: '副主席', email: 'zhou@example.cn' };
  const content: PlanContent = household.plan.content;
  const stored = await forms(app).save(id, 1, form);
  await table(app).transact([
    table(app).putWrite('approver', {
      ...keys.approver('approver-1'),
      sealed: await seal(approverContext('approver-1'), contact),
    }),
  ]);
  const basis = {
    date: '2026-11-03',
    standards: [{ version: '第一代-3', digest: 'd' }],
    line: { division: '530102', fen: 70_000, from: '2025-01-01', digest: 'd', invented: false },
  };
  const steps: [string, Action, Actor?, Write[]?][] = [
    ['2026-11-02T01:00:00.000Z', { type: 'createDraft', orgPath }],
    ['2026-11-02T02:00:00.000Z', { type: 'saveForm', form: 1, digest: stored.digest }, staff, [stored.write]],
    ['2026-11-03T01:00:00.000Z', { type: 'submit', form: 1, round: 1, basis }],
    [
      '2026-11-03T01:00:01.000Z',
      {
        type: 'assess',
        occasion: 'registration-1',
        form: 1,
        outcome: 'eligible',
        category: '低保边缘户',
        tier: 'national',
        record: await seal(`${id}/assessment/registration-1`, {}),
      },
    ],
    [
      '2026-11-05T01:00:00.000Z',
      {
        type: 'recordSurvey',
        surveyedOn: '2026-11-05',
        outcome: 'confirmed',
        findings: await seal(surveyContext(id), findings),
      },
    ],
    [
      '2026-11-06T01:00:00.000Z',
      {
        type: 'openNotice',
        notice: 'n',
        from: '2026-11-06',
        until: '2026-11-12',
        workingDays: 5,
        calendar: [{ year: 2026, digest: 'd', invented: false }],
      },
    ],
    ['2026-11-12T15:59:59.999Z', { type: 'closeNotice', notice: 'n' }],
    [
      '2026-11-13T01:00:00.000Z',
      {
        type: 'requestApproval',
        request: 1,
        purpose: 'registration',
        level: 1,
        unionLevel: 'county',
        approver: 'approver-1',
        deadline: '2026-11-20T15:59:59.999Z',
        calendar: [{ year: 2026, digest: 'd', invented: false }],
        escalatedFrom: null,
        last: true,
      },
    ],
    [
      '2026-11-16T02:30:00.000Z',
      {
        type: 'decide',
        request: 1,
        decision: 'approve',
        approver: 'approver-1',
        opinion: await seal(decisionContext(id, 1), '同意建档，按月走访。'),
      },
    ],
    [
      '2026-11-16T02:31:00.000Z',
      {
        type: 'register',
        dossierNumber: household.dossierNumber,
        category: '低保边缘户',
        tier: 'national',
        nextReviewOn: '2027-11-16',
      },
    ],
    ['2026-11-20T01:00:00.000Z', { type: 'makePlan', plan: 1, content: await seal(planContext(id, 1), content) }],
    [
      '2026-11-22T02:12:00.000Z',
      { type: 'signPlan', plan: 1, signature: await seal(signatureContext(id, 1), { name: form.worker.name }) },
      { kind: 'worker', id: 'plan-page' },
    ],
  ];
  for (const [at, action, actor = staff, effects = []] of steps) {
    if (action.type === 'signPlan') await beforeSigning(id);
    const before = (await dossiers(app).find(id)) ?? null;
    await dossiers(app).record({ id, before, action, actor, now: new Date(at), effects });
  }
  return id;
}
