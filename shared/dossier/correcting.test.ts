import { expect, it } from 'vitest';
import { an, sealed } from './actions.fixture.ts';
import { decideCorrectionAnswer, decideCorrectionRequest } from './correcting.ts';
import { correctionToAsk, mostCorrections, openCorrections, withCorrection } from './correction-list.ts';
import { given } from './given.fixture.ts';
import { journeys, recorded, stateAfter } from './journeys.fixture.ts';
import { apply, type DossierState } from './state.ts';

const { onFile, liftedOut } = journeys;
const asking = (state: DossierState) => decideCorrectionRequest(state, sealed);
const answering =
  (correction: number, outcome: 'corrected' | 'refused' = 'corrected', by = 'reviewer-1') =>
  (state: DossierState) =>
    decideCorrectionAnswer(state, { correction, outcome, answer: sealed }, by);
const asked = (many: number) => Array.from({ length: many }, (_, i) => an.requestCorrection({ correction: i + 1 }));

it('职工说哪里不对，一件一个编号，等着答复；记着写在日志的哪一条', () => {
  const before = stateAfter(...onFile);
  const state = given(...onFile)
    .when(asking)
    .records({ type: 'requestCorrection', correction: 1 });
  expect(openCorrections(state)).toEqual([
    {
      ...{ correction: 1, on: '2026-11-01', writtenBy: null },
      ...{ askedIn: before.version + 1, answeredIn: null, outcome: null },
    },
  ]);
  expect(correctionToAsk(state)).toBe(2);
  given(...onFile)
    .when(an.requestCorrection({ correction: 2 }))
    .refuses(/^更正请求的编号不相接$/);
});

it('答复了的记着结果和在哪一条，别的还等着；答复过的、没有的，不能再答', () => {
  const before = stateAfter(...onFile, ...asked(2));
  for (const outcome of ['corrected', 'refused'] as const) {
    const state = given(...onFile, ...asked(2))
      .when(answering(1, outcome))
      .records({ type: 'answerCorrection', correction: 1, outcome });
    expect(state.corrections[0]).toMatchObject({ outcome, answeredIn: before.version + 1 });
    expect(openCorrections(state).map(({ correction }) => correction)).toEqual([2]);
  }
  for (const deed of [answering(1), answering(3)]) {
    given(...onFile, ...asked(2), an.answerCorrection())
      .when(deed)
      .refuses(/^没有这一件更正请求，或已经答复过$/);
  }
});

it('同时等着的至多五件：答复一件，才能再提一件', () => {
  given(...onFile, ...asked(mostCorrections.open))
    .when(asking)
    .refuses(/^已有 5 件更正请求等着答复，答复以后再提$/);
  given(...onFile, ...asked(mostCorrections.open - 1))
    .when(asking)
    .records();
  given(...onFile, ...asked(mostCorrections.open), an.answerCorrection({ correction: 3 }))
    .when(asking)
    .records({ correction: 6 });
});

it('列着的至多五十件：再多，最早答复过的不再列，没有答复的总在', () => {
  const one = (correction: number, outcome: 'corrected' | null = 'corrected') => ({
    ...{ correction, on: '2026-11-01', askedIn: correction, writtenBy: null },
    ...{ answeredIn: outcome && correction, outcome },
  });
  const many = Array.from({ length: mostCorrections.listed }, (_, i) => one(i + 1, i === 0 ? null : 'corrected'));
  const listed = withCorrection({ corrections: many }, one(51, null)).map(({ correction }) => correction);
  expect(listed).toHaveLength(mostCorrections.listed);
  expect(listed.slice(0, 2)).toEqual([1, 3]);
  expect(listed.at(-1)).toBe(51);
  expect(withCorrection({ corrections: many.slice(1) }, one(51))).toHaveLength(mostCorrections.listed);
});

it('代本人写下的人，不能一个人说不改；别的人可以，改正了的谁都可以', () => {
  const by = { kind: 'staff', id: 'registrar-1' } as const;
  const before = stateAfter(...onFile);
  const state = apply(before.id, before, { ...recorded(an.requestCorrection(), before.version), actor: by });
  expect(openCorrections(state)[0]?.writtenBy).toBe(by.id);
  expect(answering(1, 'refused', by.id)(state)).toEqual({
    refused: '这一件是您代本人登记的，不改须由工会别的人或者上级工会的人答复',
    code: 1504,
  });
  expect(answering(1, 'refused')(state)).toMatchObject({ type: 'answerCorrection' });
  expect(answering(1, 'corrected', by.id)(state)).toMatchObject({ type: 'answerCorrection' });
});

it('退出以后的，不能再提', () => {
  given(...liftedOut)
    .when(asking)
    .refuses(/不能/);
});
