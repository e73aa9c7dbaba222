import { describe, expect, it } from 'vitest';
import { an, basis, duplicate, sealed } from './actions.fixture.ts';
import { openDuplicates } from './duplicate-state.ts';
import { given } from './given.fixture.ts';
import { stateAfter } from './journeys.fixture.ts';
import { isLive, isOnFile } from './life.ts';
import { refusal } from './rules.ts';
import { handlersOf } from './state.ts';
import { statusOf } from './status.ts';
import { decideTranscription, firstReview, numberFault } from './transcribing.ts';

const orgPath = '530000/530100/530102/U0001';
const old = {
  orgPath,
  dossierNumber: '旧-7',
  category: '低保户',
  tier: 'national',
  registeredOn: '2019-03-05',
} as const;
const source = { transcript: 't1', file: 'f', row: 2, preparedBy: 'registrar-1' };
const assessed = { outcome: 'ineligible', category: null, tier: null, record: sealed } as const;
const facts = { digest: 'd', basis, assessed, found: [], source };
const yunnan = { code: '530000', everyMonths: 12 };

describe('旧档转入', () => {
  it('一条日志就在册：照旧档的编号、类别、级别和日期，写着从哪份文件的第几行来、谁报的', () => {
    const action = decideTranscription(yunnan, old, facts, '2026-11-29');
    expect(action).toMatchObject({ type: 'transcribe', ...old, nextReviewOn: '2027-03-05', source });
    const state = stateAfter(action as never);
    expect(statusOf(state)).toBe('registered');
    expect([isOnFile(state), isLive(state)]).toEqual([true, true]);
    const { orgPath: _, ...registration } = old;
    expect(state).toMatchObject({ orgPath, registration, form: 1, transcribed: source });
    // Whoever prepared it has filled it in.
    expect(handlersOf(state).registrars).toEqual(['registrar-1']);
  });

  it('按标准认定为不符合的也在册：认定给人看，不叫它退出', () => {
    const state = stateAfter(an.transcribe({ assessed }));
    expect(state.inForce?.assessment).toMatchObject({ outcome: 'ineligible', reason: null });
    expect(state.matter.outcome).toBe('registered');
  });

  it('记着哪天转入、凭哪一份认定；第一件事项就是建档，已经办结，从此照常复核', () => {
    const action = decideTranscription(yunnan, old, facts, '2026-11-29');
    const state = stateAfter(action as never);
    const { record: _, ...found } = assessed;
    const assessment = { ...found, occasion: '1-1', version: 1, form: 1, reason: null };
    expect(state).toMatchObject({
      ...{ nextReviewOn: '2027-03-05', transcribed: { ...source, on: '2026-11-01' } },
      matter: {
        ...{
          matter: 1,
          kind: 'registration',
          course: ['form', 'conclusion'],
          stage: 'conclusion',
          outcome: 'registered',
        },
        ...{ since: '2026-11-01', run: 1, form: 1, submittedOn: '2026-11-01', basis, assessment },
      },
      inForce: { matter: 1, form: 1, basis, assessment },
    });
  });

  it('查到的疑似重复留下，由审核人裁定', () => {
    const state = stateAfter(an.transcribe({ found: [duplicate()] }));
    expect(openDuplicates(state)).toHaveLength(1);
    given(an.transcribe({ found: [duplicate()] }))
      .when(an.ruleDuplicate())
      .records();
  });

  it('已有的档案不能再转入一次；别省的不收', () => {
    expect(refusal(stateAfter(an.createDraft()), an.transcribe())).toMatch(/不能旧档转入/);
    expect(refusal(stateAfter(an.transcribe()), an.transcribe())).toMatch(/不能旧档转入/);
    expect(decideTranscription({ ...yunnan, code: '430000' }, old, facts, '2026-11-29')).toEqual({
      refused: '这里只受理本省的档案',
      code: 1502,
    });
  });

  it('转入以后，与别的在册的一样：可以登记帮扶、走访、提出退出、开始变更', () => {
    for (const action of [an.recordAid(), an.recordVisit(), an.proposeExit(), an.openAmendment(), an.makePlan()])
      given(an.transcribe()).when(action).records();
  });
});

describe('第一次复核的日子', () => {
  it.each([
    ['2019-03-05', 12, '2026-11-29', '2027-03-05'],
    ['2019-12-01', 12, '2026-11-29', '2026-12-01'],
    ['2026-11-01', 12, '2026-11-29', '2027-11-01'],
    // On the very day it was due before.
    ['2020-11-29', 12, '2026-11-29', '2027-11-29'],
    ['2019-08-31', 6, '2026-11-29', '2027-02-28'],
  ])('%s 建档、每 %i 个月复核，%s 转入：%s', (registeredOn, everyMonths, today, due) => {
    expect(firstReview(registeredOn, everyMonths, today)).toBe(due);
  });
});

describe('旧档的编号', () => {
  it.each([
    ...['旧-7', '530102201600123', 'KM-2016-0012', '昆工（2016）12', '5301022025000001', 'x'.repeat(40), '7'],
    // Not as those of this system: something stands before or behind, or it is too short.
    ...['A530102202600001', '530102202600001A', '53010220260001', '2026'],
  ])('%s：照写', (number) => {
    expect(numberFault(number, '2026-11-29')).toBeUndefined();
  });

  it.each(['530102202600001', '530102202700001', '5301022026123456'])(
    '%s：是本系统今年以后要给的样子，会给重，不收',
    (number) => {
      expect(numberFault(number, '2026-11-29')).toMatch(/由本系统来给/);
    },
  );

  it.each(['', ' 7', '7 8', '=1+1', 'x'.repeat(41), '7\n8', '<b>'])('“%s”不是编号', (number) => {
    expect(numberFault(number, '2026-11-29')).toMatch(/1 至 40 个/);
  });
});
