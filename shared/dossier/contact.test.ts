import { describe, expect, it } from 'vitest';
import { an, sealed } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { alsoIn, decideContact, formsSaved, inForceAnew, otherThanInForce } from './contact.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { submittedForm } from './proposed.ts';
import type { DossierState } from './state.ts';

const paper = { due: '2027-01-14', calendar: [] };
const saved = (form: number) => ({ form, digest: `d${form}` });
type Also = Pick<Parameters<typeof decideContact>[1], 'proposed' | 'draft'>;
const filled =
  (also: Also = {}) =>
  (state: DossierState) =>
    decideContact(state, { digest: 'd', paper, ...also });
const amendmentCorrected = [...journeys.amendmentSentBack, an.saveForm({ form: 3 })];

describe('更新资料', () => {
  it.each([
    ['变更提交了', journeys.amendmentSubmitted],
    ['正在转正', journeys.conversionSubmitted],
    ['没有在办的', journeys.onFile],
  ] as const)('%s：为核对签过的不用再签；签的是别的一份的，还是别的一份', (_, journey) => {
    const state = stateAfter(...journey);
    const proposal = alsoIn(state).proposal === null ? {} : { proposed: saved(state.form + 2) };
    const update = { ...saved(state.form + 1), ...proposal, paper };
    const signed = { version: 9, form: submittedForm(state) ?? 0, missing: 0, content: sealed };
    const told = { version: state.version + 1, on: '2026-11-30', at: '2026-11-30T09:00:00.000Z', actor: 'registrar-1' };
    const after = { ...state, ...inForceAnew({ ...state, authorization: signed }, update, told as never) };
    expect(after.authorization).toEqual({ ...signed, form: submittedForm(after) });
    expect(submittedForm(after)).not.toBe(signed.form);
    const other = inForceAnew({ ...state, authorization: { ...signed, form: 99 } }, update, told as never);
    expect(other).not.toHaveProperty('authorization');
  });

  it.each([
    // Where it is changed besides: the form that was submitted, and the one that is being filled in.
    ['没有在办的', journeys.onFile, null, null],
    ['办结了的变更', journeys.amended, null, null],
    ['变更还没有填', journeys.amending, null, null],
    ['变更填着', journeys.amendmentDrafted, null, 2],
    ['变更提交了', journeys.amendmentSubmitted, 2, null],
    ['变更退回以后又填着', amendmentCorrected, 2, 3],
    ['复核还没有报告', journeys.reverifying, null, null],
    ['复核报告没有变化', journeys.reported, null, null],
    ['复核填着变了的', journeys.reviewDrafted, null, 2],
    ['复核报告有变化', journeys.reportedChanged, 2, null],
    ['正在退出', journeys.leaving, null, null],
    ['正在转正', journeys.conversionSubmitted, 2, null],
  ] as const)('%s：据以在册的、提交了的、填着的，三处一起改，少一处、多一处都不行', (_, journey, proposal, draft) => {
    const state = stateAfter(...journey);
    expect(alsoIn(state)).toEqual({ proposal, draft });
    const form = state.form + 1;
    const right: Also = {
      ...(proposal === null ? {} : { proposed: saved(form + 1) }),
      ...(draft === null ? {} : { draft: saved(draft) }),
    };
    const after = given(...journey)
      .when(filled(right))
      .records({ type: 'updateContact', form });
    expect(after).toMatchObject({
      form: proposal === null ? form : form + 1,
      inForce: { ...state.inForce, form },
      paper: { form, due: '2027-01-14' },
      matter: { ...state.matter, withContact: proposal === null ? state.matter.withContact : form + 1 },
    });
    const wrong: Also[] = [
      ...[saved(form), saved(form + 2)].map((proposed) => ({ ...right, proposed })),
      { ...right, draft: saved((draft ?? form) + 1) },
      proposal === null ? { ...right, proposed: saved(form + 1) } : { ...right, proposed: undefined },
      draft === null ? { ...right, draft: saved(form) } : { ...right, draft: undefined },
    ];
    for (const each of wrong) {
      given(...journey)
        .when(filled(each))
        .refuses(/档案表的编号不相接/);
    }
  });

  it('新的一份接着编号', () => {
    for (const form of [1, 3]) {
      given(...journeys.onFile)
        .when(an.updateContact({ form }))
        .refuses(/不相接/);
    }
  });

  it('没有建档的、退出了的，不能更新', () => {
    for (const journey of [journeys.submitted, journeys.liftedOut]) {
      given(...journey)
        .when(filled())
        .refuses(/不能更新资料/);
    }
  });
});

it('每一条日志存了哪几份表，各是什么摘要：别的事一份也不存', () => {
  const both = { proposed: saved(3), draft: saved(4) };
  const cases: [Action, object[]][] = [
    [an.saveForm({ form: 2, digest: 'd2' }), [saved(2)]],
    [an.transcribe({ digest: 'd1' }), [saved(1)]],
    [an.updateContact({ form: 2, digest: 'd2' }), [saved(2)]],
    [an.updateContact({ form: 2, digest: 'd2', ...both }), [saved(2), saved(3), saved(4)]],
    [an.confirmAccount({ form: 2, digest: 'd2', proposed: saved(3) }), [saved(2), saved(3)]],
    [an.confirmAccount({ form: 2, digest: 'd2', draft: saved(4) }), [saved(2), saved(4)]],
    [an.submit(), []],
    [an.recordEntered(), []],
  ];
  for (const [action, forms] of cases) expect(formsSaved(action), action.type).toMatchObject(forms);
  for (const [action, forms] of cases) expect(formsSaved(action), action.type).toHaveLength(forms.length);
});

it('看的不是据以在册的那一份，不改：没有建档的没有那一份', () => {
  const { inForce } = stateAfter(...journeys.amended);
  expect(otherThanInForce(stateAfter(...journeys.amended), 2)).toBeUndefined();
  expect(inForce?.form).toBe(2);
  expect(otherThanInForce(stateAfter(...journeys.amended), 1)).toEqual({
    refused: '据以在册的是第 2 份档案表，不是您看到的第 1 份，请看过再改',
    code: 1302,
  });
  expect(otherThanInForce(stateAfter(...journeys.submitted), 1)).toEqual({
    refused: '还没有建档，没有据以在册的档案表',
    code: 1302,
  });
});
