import { type Desk, doing, type Ways } from './desk.ts';
import { givenUp } from './giving-up.ts';
import { surveyed } from './surveying.ts';

/** Two that may be one household: they are ruled to be or not to be, and are put together. */
export const duplicateWays: Ways = {
  rule: async ({ world, chance, home, who, as }) => {
    const id = home.id as string;
    const { duplicates } = (await as.call('getDossier', { params: { id } })).body;
    for (const { dossier, open } of duplicates?.found ?? []) {
      if (!open) continue;
      const body = { ruling: chance.one(['different', 'different', 'same'] as const), reason: '证件和户口本看过' };
      await doing({ world, who, home }, '裁定', () =>
        as.call('ruleDuplicate', { params: { id, other: dossier }, body }),
      );
      // One household twice: its reviewer puts the two together, or leaves it to whoever brought it in.
      if (body.ruling === 'different' || !chance.happens(0.6)) continue;
      const merger = { other: dossier, reason: '户口本为同一本' };
      await doing({ world, who, home }, '合并', () => as.call('merge', { params: { id }, body: merger }));
    }
  },
  // What changes a household that is on file is not withdrawn, but given up; two that are, a reviewer puts together.
  settle: async (desk) => {
    const params = { id: desk.home.id as string };
    if (desk.world.staff.get(desk.who).roles.includes('reviewer')) await putTogether(desk);
    const { owed, matter } = (await desk.as.call('getDossier', { params })).body;
    if (owed.some(({ kind, role }) => kind === 'settle' && role === 'registrar')) await givenUp(desk, matter.kind);
  },
};

/**
 * A reviewer of the city, who may look into both, puts together what was ruled to be one household, this way or that; where
 * the other is over there are no two any more, and that is ruled.
 */
async function putTogether({ world, home, who }: Desk): Promise<void> {
  const id = home.id as string;
  const above = world.visitors.as('reviewer-530100-1');
  const { duplicates } = (await above.call('getDossier', { params: { id } })).body;
  const ruled = duplicates.rulings.filter(({ ruling, asked }) => ruling === 'same' && asked);
  const merged = (into: string, other: string) =>
    doing({ world, who, home }, '请审核人合并', () =>
      above.call('merge', { params: { id: into }, body: { other, reason: '户口本为同一本' } }),
    );
  for (const { dossier: other, awaitsMerger } of ruled) {
    if (awaitsMerger) {
      if (!(await merged(id, other)) && !(await merged(other, id))) await givenBack({ world, home, who });
      continue;
    }
    const body = { ruling: 'different' as const, reason: '另一份已经终结' };
    await doing({ world, who, home }, '请审核人改裁', () =>
      above.call('ruleDuplicate', { params: { id, other }, body }),
    );
  }
}

/** A report of a review that is held has to be sent back, and reported anew without what changed, before it is merged. */
async function givenBack({ world, home, who }: Pick<Desk, 'world' | 'home' | 'who'>): Promise<void> {
  const params = { id: home.id as string };
  const county = (world.orgPathOf(home.id as string) as string).split('/')[2];
  const surveyor = world.visitors.as(county === '530103' ? 'surveyor-530103-1' : 'surveyor-530102-1');
  await doing({ world, who, home }, '请调查人退回', async () => {
    const { matter, submittedForm } = (await surveyor.call('getDossier', { params })).body;
    if (matter.kind !== 'reverification' || submittedForm === null) return;
    const seen = { matter: matter.matter, form: submittedForm.number };
    const body = { ...surveyed, ...seen, surveyedOn: world.today(), outcome: 'return' as const };
    await surveyor.call('recordSurvey', { params, body });
  });
}
