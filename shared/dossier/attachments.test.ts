import { describe, expect, it } from 'vitest';
import { an, sealed } from './actions.fixture.ts';
import { type Checked, decideAttachment, uploadRefusal } from './attachments.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';

const file = { kind: sealed, contentType: 'image/png', size: 10, sha256: 'f' };
const checked =
  (attachment: string, found: Checked = file) =>
  (state: DossierState) =>
    decideAttachment(state, attachment, found);

it('通过检查的附件一件接一件收下，没有通过的说为什么，不算', () => {
  const one = [...journeys.draft, an.addAttachment()];
  const state = given(...one)
    .when(checked('a2', { ...file, takenAt: '2026-11-01T09:30:00' }))
    .records({ type: 'addAttachment', attachment: 'a2', ...file, takenAt: '2026-11-01T09:30:00' });
  expect(state.attachments).toEqual([
    { id: 'a1', kind: sealed },
    { id: 'a2', kind: sealed },
  ]);
  expect(
    given(...one)
      .when(checked('a2', { reason: 'damaged' }))
      .records({ type: 'refuseAttachment', attachment: 'a2', reason: 'damaged' }).attachments,
  ).toHaveLength(1);
});

describe('检查得晚的', () => {
  const { draft, submitted, onFile, leaving, liftedOut, rejected, withdrawn, merged, mergedOnFile } = journeys;
  it.each(Object.entries({ draft, submitted, onFile, leaving, liftedOut, rejected }))(
    '草稿、在办、在册的，退出了还收补登帮扶的凭证的，不予建档而抽查的人拍了照片的，照样记：%s',
    (_, journey) => {
      for (const found of [file, { reason: 'damaged' }]) {
        given(...journey)
          .when(checked('a9', found))
          .records();
      }
    },
  );

  it.each(Object.entries({ withdrawn, merged, mergedOnFile }))(
    '撤回的、并入别的，不再收，也不再拒收：%s',
    (_, journey) => {
      for (const found of [file, { reason: 'damaged' }]) {
        given(...journey)
          .when(checked('a9', found))
          .refuses(/不再收附件/);
      }
    },
  );
});

it('不予建档的一户，只有抽查的人还添照片', () => {
  const state = stateAfter(...journeys.rejected);
  expect(uploadRefusal(state, true)).toBeUndefined();
  expect(uploadRefusal(state, false)).toMatch(/只有抽查的人/);
  expect(uploadRefusal(stateAfter(...journeys.onFile), false)).toBeUndefined();
});
