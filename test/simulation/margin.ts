import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { DossierState } from '../../shared/dossier/state.ts';

/** Of one household that agreed to be on the list. */
interface Listed {
  /** Whether somebody is to ask it. */
  asked: boolean;
  /** Rules under which it was asked. */
  under: Set<string>;
}

/**
 * 边缘名单, by the entries of the journals alone: nobody is on it who did not just miss, and whom no person of the staff
 * heard agree; whoever takes their word back, applies again, or whose time is over is on it no more, and is asked
 * nothing; and nobody is asked twice under the same rules, nor while an answer is owed.
 */
export class MarginList {
  private readonly listed = new Map<string, Listed>();

  entry(
    id: string,
    before: DossierState,
    { action, actor }: JournalEntry,
    after: DossierState,
    fail: (what: string) => void,
  ): void {
    const one = this.listed.get(id);
    if (action.type === 'joinMargin') {
      if (one !== undefined) fail('在边缘名单上，又列入一次');
      if (actor.kind !== 'staff') fail('不是工作人员听了同意列入的');
      if (before.matter.assessment?.outcome !== 'ineligible') fail('没有认定为不符合，就列入边缘名单');
      this.listed.set(id, { asked: false, under: new Set() });
    }
    if (action.type === 'askMargin') {
      if (one === undefined) fail('不在边缘名单上，还要人去问');
      else if (one.asked) fail('还没有答复，又要人去问');
      else if (one.under.has(action.rules)) fail('照同样的标准问了两次');
      if (one) Object.assign(one, { asked: true, under: new Set([...one.under, action.rules]) });
    }
    if (action.type === 'answerMargin' && action.answer === 'notNow' && one) one.asked = false;
    if (leaves(action) || after.end?.as === 'merged') this.listed.delete(id);
  }

  /** Who is on it now. */
  now(): readonly string[] {
    return [...this.listed.keys()];
  }
}

/** 再申请, 不愿再留, 撤回同意; and once it is to be disposed of, or was to be and is kept longer. */
function leaves(action: JournalEntry['action']): boolean {
  if (action.type === 'answerMargin') return action.answer !== 'notNow';
  return ['submit', 'withdrawConsent', 'listDisposal', 'keepLonger'].includes(action.type);
}
