import { describe, expect, it } from 'vitest';
import { endings, leavings } from '../matters/standing.ts';
import { an } from './actions.fixture.ts';
import { type Action, type ActionType, assertAction, titleOf } from './actions.ts';
import { isAt } from './deed.ts';
import { deeds } from './deeds.ts';
import { id, journeys, recorded, stateAfter } from './journeys.fixture.ts';
import { attempts } from './lives.fixture.ts';
import { placeRefusal, refusal } from './rules.ts';
import { reduce } from './state.ts';
import { statusOf, statusTitles } from './status.ts';

const actionTypes = Object.keys(deeds) as ActionType[];

const refused = (journey: Action[], action: Action) => refusal(stateAfter(...journey), action);

describe('什么时候能办什么事', () => {
  it('没有档案时只能建立草稿，或者转入旧档', () => {
    for (const type of actionTypes) {
      const why = refusal(null, an[type]());
      expect(why).toBe(['createDraft', 'transcribe'].includes(type) ? undefined : '没有这份档案');
    }
  });

  it('不是时候的一律不准，并说明现在是什么状态、要办的是什么事', () => {
    for (const journey of Object.values(journeys)) {
      const state = stateAfter(...journey);
      for (const action of attempts(state)) {
        if (isAt(state, deeds[action.type].place)) continue;
        const why = refusal(state, action);
        expect(why).toContain(statusTitles[statusOf(state)]);
        expect(why).toContain(titleOf(action.type));
        expect(placeRefusal(state, action.type)).toBe(why);
      }
    }
  });

  it('随机的经办试得到每一种事', () => {
    const tried = new Set(Object.values(journeys).flatMap((each) => attempts(stateAfter(...each)).map((a) => a.type)));
    expect(actionTypes.filter((type) => !tried.has(type))).toEqual(['createDraft', 'transcribe']);
  });

  it('每一种事都有中文的名字，各不相同', () => {
    const titles = actionTypes.map(titleOf);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title).toMatch(/^\p{Script=Han}+$/u);
  });

  it('终结的档案只能由系统补记附件检查、逾期和停滞，退出了的补登帮扶、登记回访和返困，边缘名单，抽查和整改，到期处置，别的什么也不能再办', () => {
    const over = Object.values(journeys)
      .map((journey) => stateAfter(...journey))
      .filter(({ end }) => end !== null);
    expect(new Set(over.map(({ end }) => end?.as))).toEqual(new Set([...endings, leavings[0], leavings[2]]));
    const open = (type: ActionType) => over.some((state) => placeRefusal(state, type) === undefined);
    const late = [
      'addAttachment',
      'answerMargin',
      'askMargin',
      'comeBack',
      'confirmDisposal',
      'correctAid',
      'darken',
      'joinMargin',
      'keepLonger',
      'listDisposal',
      'markOverdue',
      'recordAid',
      'recordFinding',
      'recordRemedy',
      'recordVisit',
      'refuseAttachment',
      'releaseDisposal',
      'resume',
      'stall',
    ];
    expect(actionTypes.filter(open).sort()).toEqual(late);
    expect(refused([...journeys.submitted, an.withdraw()], an.resume())).toContain('没有停滞');
  });
});

describe('不认识的不当作认识的', () => {
  it('不认识的一种不是随便哪种都准，而是办不下去', () => {
    for (const type of ['constructor', 'toString', '__proto__', 'abolish']) {
      const action = { type } as unknown as Action;
      expect(() => refused(journeys.draft, action)).toThrow(/unknown word/);
      expect(() => reduce(id, [recorded(an.createDraft()), recorded(action)])).toThrow(/unknown word/);
      expect(() => assertAction(action)).toThrow('is no action that can be recorded: /type');
    }
  });

  it('不认识的结论、决定不当作最后一种', () => {
    const survey = { ...an.recordSurvey(), outcome: 'toString' } as unknown as Action;
    expect(() => stateAfter(...journeys.surveying, survey)).toThrow(/unknown word/);
    const decision = { ...an.decide(), decision: 'toString' } as unknown as Action;
    expect(() => stateAfter(...journeys.awaitingApproval, decision)).toThrow(/unknown word/);
  });

  it('要记的每一项都写全、不多写，少了的、多了的说得出是哪一项', () => {
    for (const type of actionTypes) {
      const action = an[type]();
      expect(() => assertAction(action)).not.toThrow();
      expect(() => assertAction({ ...action, more: 1 })).toThrow(/is no action that can be recorded/);
      for (const field of Object.keys(action).filter((key) => key !== 'type')) {
        const { [field as 'type']: _, ...less } = action;
        expect(() => assertAction(less)).toThrow(`is no action that can be recorded: /${field}`);
      }
    }
    expect(() => assertAction(an.leave({ matter: 1 }))).toThrow('/matter');
    expect(() => assertAction(an.recordSurvey({ surveyedOn: '11月2日' }))).toThrow('/surveyedOn');
    expect(() => assertAction(an.createDraft({ course: ['form', 'tea' as never] }))).toThrow('/course/1');
  });
});
