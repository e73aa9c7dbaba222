import { expect, it } from 'vitest';
import { an, sealed } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';

it('通过检查的附件一件接一件收下，没有通过的不算', () => {
  const one = [...journeys.draft, an.addAttachment()];
  const state = given(...one)
    .when(an.addAttachment({ attachment: 'a2' }))
    .records();
  expect(state.attachments).toEqual([
    { id: 'a1', kind: sealed },
    { id: 'a2', kind: sealed },
  ]);
  expect(
    given(...one)
      .when(an.refuseAttachment())
      .records().attachments,
  ).toHaveLength(1);
});

it('检查得晚的，档案到了哪一步、终结了没有，都照样记', () => {
  for (const journey of Object.values(journeys)) {
    given(...journey)
      .when(an.addAttachment())
      .records();
    const refused = given(...journey)
      .when(an.refuseAttachment())
      .records();
    expect(refused.attachments).toEqual(stateAfter(...journey).attachments);
  }
});
