import { type Change, changesBetween } from '../../shared/form/changes.ts';
import type { Form } from '../../shared/form/form.ts';
import { labelOf, type Step, valueAt } from '../../shared/form/pointers.ts';
import { mask } from '../../shared/privacy/mask.ts';

/**
 * What of a form has changed, by title, as far as an approver's link may show it: where the page would show the same
 * before and after, nothing is said, so that it does not tell of an illness that there is one.
 *
 * @param today ISO date
 */
export function changedTitles(before: Form, after: Form, today: string): string[] {
  const [was, is] = [mask('approver', before, today), mask('approver', after, today)];
  const titles = changesBetween(before, after).flatMap((change) => {
    const [from, to] = [shownAt(was, change.before?.path), shownAt(is, change.after?.path)];
    return from === to ? [] : [titleOf(change)];
  });
  return [...new Set(titles)];
}

function titleOf({ field, before, after }: Change): string {
  if (field === 'members[]') return before === null ? '增加一位家庭成员' : '减少一位家庭成员';
  return labelOf((after ?? before)?.path ?? []);
}

const shownAt = (view: unknown, path: readonly Step[] | undefined): string =>
  path === undefined ? '' : (JSON.stringify(valueAt(view, path)) ?? '');
