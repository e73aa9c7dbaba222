import * as z from 'zod/mini';
import {
  type CheckSource,
  checkResultCodes,
  checkResults,
  checkSourceCodes,
  checkSources,
} from '../checking/sources.ts';
import { Sealed } from '../sealing/sealed.ts';
import {
  type Check,
  type Checking,
  type CheckRuling,
  checkersOf,
  checkOf,
  isChecked,
  isCheckSettled,
} from './check-state.ts';
import { decided, deed, isoDate, type Refusal, within } from './deed.ts';
import { isOpen } from './matter.ts';
import { submittedForm } from './proposed.ts';
import type { DossierState } from './state.ts';
import { withdrawnRefusal } from './withdrawal-state.ts';

const source = z.enum(checkSourceCodes);
const place = { stages: ['checking'] } as const;

/** 核对授权：各人签了授权书；content 为到现在为止各人的 */
export const authorizeCheck = deed('authorizeCheck', {
  title: '登记核对授权',
  says: { form: z.int().check(z.minimum(1)), missing: z.int().check(z.minimum(0)), content: Sealed },
  place: 'live',
  refuse: (state, { form }) => {
    if (!isOpen(state.matter) || !state.matter.course.includes('checking')) return '现在办理的不用核对家庭经济状况';
    return form === submittedForm(state) ? undefined : '授权的不是现在提交着的档案表';
  },
  evolve: ({ version }, { form, missing, content }) => ({ authorization: { version, form, missing, content } }),
});

export const decideAuthorization = (state: DossierState, says: { missing: number; content: Sealed }) =>
  decided(state, authorizeCheck, { ...says, form: submittedForm(state) ?? 0 });

/** 送核对：列进一批，送给一个部门 */
export const askCheck = deed('askCheck', {
  title: '送核对',
  says: {
    source,
    batch: z.string(),
    /** 本省这时要核对的各个部门：这件事项从此照它 */
    sources: z.array(source).check(z.minLength(1)),
  },
  place,
  refuse: (state, { source: asked, sources }) => {
    const { checking } = state.matter;
    const withdrawn = withdrawnRefusal(state);
    if (withdrawn !== undefined) return withdrawn;
    const check = checkOf(checking, asked);
    if (check !== undefined) return `${checkSources[asked]}已经在另一批里`;
    return (checking?.sources ?? sources).includes(asked) ? undefined : `这件事项不核对${checkSources[asked]}`;
  },
  evolve: (state, { source: asked, batch, sources }, { on }) => {
    const { checking } = state.matter;
    const untold = { answer: null, explanation: null, explainers: [], ruling: null };
    const check: Check = { source: asked, batch, askedOn: on, ...untold };
    return within(state, {
      checking: { sources: checking?.sources ?? sources, checks: [...(checking?.checks ?? []), check] },
    });
  },
});

export const decideAsking = (
  state: DossierState,
  says: { source: CheckSource; batch: string; sources: CheckSource[] },
) => decided(state, askCheck, says);

/** 撤回核对：一批作废，还没有答复的可以另送 */
export const dropCheck = deed('dropCheck', {
  title: '撤回核对',
  says: { source, batch: z.string() },
  place,
  refuse: (state, says) => notAsked(state, says) ?? answeredAlready(state, says),
  evolve: (state, { source: dropped }) => {
    const { checking } = state.matter;
    const checks = (checking?.checks ?? []).filter((each) => each.source !== dropped);
    return within(state, { checking: checking && { ...checking, checks } });
  },
});

export const decideDropping = (state: DossierState, says: { source: CheckSource; batch: string }) =>
  decided(state, dropCheck, says);

/** 核对结果：says 为逐人不一致之处，一致的没有 */
export const answerCheck = deed('answerCheck', {
  title: '登记核对结果',
  says: { source, batch: z.string(), result: z.enum(checkResultCodes), says: z.nullable(Sealed) },
  place,
  refuse: (state, { source: of, batch, result, says }) => {
    if ((result === 'consistent') !== (says === null)) return '不一致的写明哪里不一致，一致的不写';
    return withdrawnRefusal(state) ?? notAsked(state, { source: of, batch }) ?? answeredAlready(state, { source: of });
  },
  evolve: (state, { source: of, result, says }, { actor, on }) =>
    checked(state, of, { answer: { version: state.version, on, by: actor.id, result, says } }),
});

export const decideAnswer = (
  state: DossierState,
  says: { source: CheckSource; batch: string; result: (typeof checkResultCodes)[number]; says: Sealed | null },
) => decided(state, answerCheck, says);

/** 说明核对结果：建档人写明为什么与档案表不一样；结果是哪一天告诉职工的 */
export const explainCheck = deed('explainCheck', {
  title: '说明核对结果',
  says: { source, toldOn: isoDate, evidence: z.array(z.string()), statement: Sealed },
  place,
  refuse: (state, { source: of, toldOn, evidence }) => {
    const check = checkOf(state.matter.checking, of);
    if (check?.answer == null) return `${checkSources[of]}还没有答复`;
    if (isCheckSettled(check)) return `${checkSources[of]}没有要说明的`;
    if (toldOn < check.answer.on) return `告知职工的日期 ${toldOn} 早于登记结果的 ${check.answer.on}`;
    const foreign = evidence.find((each) => !state.attachments.some(({ id }) => id === each));
    return foreign === undefined ? undefined : '没有这份附件，或还没有检查完';
  },
  evolve: (state, { source: of, toldOn, evidence, statement }, { actor, on }) => {
    const before = checkOf(state.matter.checking, of)?.explainers ?? [];
    return checked(state, of, {
      explanation: { version: state.version, on, toldOn, evidence, statement },
      explainers: [...new Set([...before, actor.id])],
    });
  },
});

export const decideExplanation = (
  state: DossierState,
  says: { source: CheckSource; toldOn: string; evidence: string[]; statement: Sealed },
) => decided(state, explainCheck, says);

/** 复核核对结果：说明查实的、逾期没有答复的，准予往下办；或者退回改档案表 */
export const ruleCheck = deed('ruleCheck', {
  title: '复核核对结果',
  says: { source, outcome: z.enum(['exception', 'unanswered', 'return']), opinion: Sealed },
  place,
  refuse: ({ matter }, { source: of, outcome }) => {
    const check = checkOf(matter.checking, of);
    if (check === undefined) return `${checkSources[of]}还没有送核对`;
    if (isCheckSettled(check)) return `${checkSources[of]}已经核对完`;
    if (outcome === 'unanswered') {
      if (check.answer !== null) return `${checkSources[of]}已经答复：${checkResults[check.answer.result]}`;
      return matter.overdue?.step === 'checking' ? undefined : '还没有到期限，请先催办';
    }
    if (check.answer === null) return `${checkSources[of]}还没有答复`;
    return outcome === 'exception' && check.explanation === null ? '建档人还没有说明' : undefined;
  },
  evolve: (state, { source: of, outcome, opinion }, { actor, on }) => {
    const { version } = state;
    if (outcome !== 'return')
      return checked(state, of, { ruling: { version, on, by: actor.id, as: outcome, opinion } });
    return within(state, { stage: 'form', returned: { from: 'checking', paperOnly: false }, overdue: null });
  },
});

/** @param by who rules: somebody else than has read this answer in, or has explained it (E1504) */
export const decideCheckRuling = (
  state: DossierState,
  says: { source: CheckSource; outcome: CheckRuling | 'return'; opinion: Sealed },
  by: string,
) => {
  const check = checkOf(state.matter.checking, says.source);
  return check && checkersOf(check).includes(by)
    ? ({
        refused: `${checkSources[says.source]}的结果或说明是您登记的，须由另一位审核人复核`,
        code: 1504,
      } satisfies Refusal)
    : decided(state, ruleCheck, says);
};

function notAsked({ matter }: DossierState, of: { source: CheckSource; batch: string }): string | undefined {
  return checkOf(matter.checking, of.source)?.batch === of.batch ? undefined : '这一户不在这一批里，或者已经撤回';
}

/** The first answer stands: the same file handed in again, or another, changes nothing. */
function answeredAlready({ matter }: DossierState, of: { source: CheckSource }): string | undefined {
  const check = checkOf(matter.checking, of.source);
  if (check?.answer) return `已经记为${checkResults[check.answer.result]}`;
  return check?.ruling ? '已经不等这个部门的答复' : undefined;
}

/** What is known of one of them; when all are settled nothing is late any more. */
function checked(state: DossierState, of: CheckSource, change: Partial<Check>) {
  const { checking, overdue } = state.matter;
  if (checking === null) return {};
  const checks = checking.checks.map((each) => (each.source === of ? { ...each, ...change } : each));
  const after: Checking = { ...checking, checks };
  return within(state, { checking: after, overdue: isChecked(after) ? null : overdue });
}
