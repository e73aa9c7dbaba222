import { allAgree } from '../../../shared/consent/consents.fixture.ts';
import type { DraftForm } from '../../../shared/form/form.ts';
import { comesBack, saved, submitted } from './clerk.ts';
import type { Desk } from './desk.ts';
import { attempt } from './person.ts';

/** 列入边缘名单: with what everybody of the form says; now and then one of them was not asked. */
export function joinsMargin({ world, chance, home, who, as }: Desk): Promise<boolean> {
  const params = { id: home.id as string };
  return attempt(world, { who, what: '列入边缘名单', home }, async () => {
    const { form } = (await as.call('getDossier', { params })).body;
    const all = allAgree((form?.content ?? {}) as DraftForm, world.today());
    const consents = chance.happens(0.1) ? all.slice(1) : all;
    if (consents.length > 0) await as.call('joinMargin', { params, body: { consents } });
  });
}

/** 不愿再留在名单上, or 暂不申请. */
export function answersMargin(
  { world, home, who, as }: Pick<Desk, 'world' | 'home' | 'who' | 'as'>,
  answer: 'notNow' | 'ownWish',
): Promise<boolean> {
  const params = { id: home.id as string };
  return attempt(world, { who, what: '登记边缘名单的答复', home }, () =>
    as.call('answerMargin', { params, body: { answer } }),
  );
}

/** Asked whether it wants to apply again: some do, with the same form or a new dossier, some do not, and some want to hear no more. */
export async function isAskedAgain(desk: Desk): Promise<unknown> {
  const { world, chance, home, who, as } = desk;
  const answer = world.calm ? chance.one(['notNow', 'ownWish'] as const) : chance.one(['notNow', 'ownWish', 'again']);
  if (answer === 'notNow' || answer === 'ownWish') return answersMargin(desk, answer);
  const { status } = (await as.call('getDossier', { params: { id: home.id as string } })).body;
  if (status !== 'returned') return comesBack(world, home, who, home.form);
  return (await saved(world, home, home.form)) && submitted(world, home, chance);
}

/** 撤回同意: the worker, or the first of the others, wants their data to be used no more. */
export function withdrawsConsent({ world, chance, home, who, as }: Desk): Promise<boolean> {
  const params = { id: home.id as string };
  return attempt(world, { who, what: '撤回同意', home }, async () => {
    const { consentForm: form } = await seen({ as, params });
    const today = world.today();
    const person = chance.one(['/worker', '/members/0']);
    const body = { form, person, withdrawnOn: today, toldOn: today, statement: '到窗口说的' };
    await as.call('withdrawConsent', { params, body });
  });
}

/** 重新同意: of a household on file, everybody agrees again after all. */
export function agreesAgain({ world, home, who, as }: Desk): Promise<boolean> {
  const params = { id: home.id as string };
  return attempt(world, { who, what: '重新同意', home }, async () => {
    const { consentForm: form, content } = await seen({ as, params });
    await as.call('renewConsent', { params, body: { form, consents: allAgree(content, world.today()) } });
  });
}

/** The form at hand, to whose people a consent points. */
async function seen({ as, params }: { as: Desk['as']; params: { id: string } }) {
  const { form } = (await as.call('getDossier', { params })).body;
  return { consentForm: form?.number ?? 1, content: (form?.content ?? {}) as DraftForm };
}
