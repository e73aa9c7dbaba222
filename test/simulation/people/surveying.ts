import { allAgree } from '../../../shared/consent/consents.fixture.ts';
import type { DraftForm } from '../../../shared/form/form.ts';
import type { Ways } from './desk.ts';
import { asked, attempt, perhapsTwice } from './person.ts';

/** What every survey says. */
export const surveyed = { surveyors: ['毕晓峰'], opinion: '去过了', answers: { sixMonthsBelowLine: true } };

/** 入户调查. */
export const surveyingWays: Ways = {
  // Of what was taken over from old papers nobody has agreed yet: they are asked at the visit.
  survey: async ({ world, chance, home, who, as }) => {
    const weights = world.calm ? { confirmed: 1 } : { confirmed: 80, return: 10, returnForPaper: 6, reject: 4 };
    const outcome = chance.weighted<'confirmed' | 'return' | 'returnForPaper' | 'reject'>(weights as never);
    const params = { id: home.id as string };
    const survey = async (asksThem = false) => {
      const { matter, form, submittedForm } = (await as.call('getDossier', { params })).body;
      const seen = { matter: matter.matter, form: submittedForm?.number ?? form?.number ?? 1 };
      const content = (submittedForm ?? form)?.content as DraftForm;
      const given = asksThem ? { consents: allAgree(content, world.today()) } : {};
      const body = { ...surveyed, ...seen, ...given, surveyedOn: world.today(), outcome };
      await as.call('recordSurvey', { params, body });
    };
    const deed = { who, what: '登记入户调查', home };
    const { problem } = await asked(
      world,
      deed,
      perhapsTwice(chance, () => survey()),
    );
    if (problem?.faults?.some(({ pointer }) => pointer === '/consents')) await attempt(world, deed, () => survey(true));
  },
};
