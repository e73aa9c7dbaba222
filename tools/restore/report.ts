import type { Outcome } from './dossiers.ts';
import { stepsOf } from './plan.ts';
import type { RestStep } from './rest.ts';
import type { Step } from './steps.ts';

/** One line of what is shown: which dossier, what of it, how it is now, and what is done about it. */
export type Row = readonly [of: string, what: string, now: string, how: string];

export const titles: Row = ['档案', '项', '现在的表里', '怎么办'];

type Cells = [what: string, now: string, how: string];

/** What is done about an item that is there and is not right. */
const alters: Partial<Record<Outcome['came'], string>> = { would: '会改回', restored: '改回了' };

/** Many of a kind are one line. */
function counted(steps: readonly Step[], came: Outcome['came']): Cells[] {
  const kinds = new Map<string, number>();
  for (const { what, item, live } of steps) {
    const now = live === undefined ? '没有' : item === undefined ? '多出' : '不同';
    // The numbers of entries are told by the first and the last.
    const key = `${what.replace(/^日志第 \d+ 条$/, '日志')}\n${now}`;
    kinds.set(key, (kinds.get(key) ?? 0) + 1);
  }
  return [...kinds].map(([key, n]) => {
    const [what = '', now = ''] = key.split('\n');
    const how = now === '没有' ? comes[came] : (alters[came] ?? comes[came]);
    return [n > 1 ? `${what} ${n} 项` : what, now, how];
  });
}

const comes: Record<Outcome['came'], string> = {
  sound: '不用动',
  would: '会放回',
  restored: '放回了',
  refused: '冲突，不放回',
  undecided: '要写明 --take',
};

/** What is shown of a dossier. No text of anybody's is in it: kinds of items, numbers, ids. */
export function rowsOf({ plan, came, faults }: Outcome): Row[] {
  const { id, key, conflicts, lacking, afterwards, newer } = plan;
  const how = comes[came];
  const all: Cells[] = [
    ...counted(stepsOf(plan), came),
    ...(key === undefined ? [] : [['档案密钥', '没有', how] as Cells]),
    ...conflicts.map((each): Cells => [each, '冲突', how]),
    ...(newer > 0 && came !== 'sound' ? [[`日志 ${newer} 条`, '更新', '只在现在的表里，不动'] as Cells] : []),
    ...lacking.map((each): Cells => [each, '没有', '恢复到别的一刻再看']),
    ...(came === 'restored' || came === 'would' ? afterwards : []).map((each): Cells => [each, '', '']),
    ...faults.map((each): Cells => [each, '不符', '放回之后核对，仍不符']),
  ];
  return all.map((row): Row => [id, ...row]);
}

/** The same for a report that is kept: one object a dossier. */
export function reportOf({ plan, came, faults }: Outcome): object {
  const { id, key, conflicts, lacking, afterwards, newer } = plan;
  const items = stepsOf(plan).map(({ what, item, live }) => ({
    what,
    now: live === undefined ? 'missing' : item === undefined ? 'stray' : 'different',
  }));
  return { dossier: id, came, items, key: key !== undefined, conflicts, lacking, afterwards, newer, faults };
}

export function restRow({ what, item, live }: RestStep, applied: boolean): Row {
  const now = live === undefined ? '没有' : '不同';
  const isPut = live === undefined || item.sk === 'COUNTER';
  const how = isPut ? (applied ? '放回了' : '会放回') : '不动：由人在系统里改';
  return [`${item.pk} ${item.sk}`, what, now, how];
}

/** Whether somebody has something left to do about it. */
export const isLeft = ({ plan, came, faults }: Outcome): boolean =>
  came === 'refused' || came === 'undecided' || plan.lacking.length > 0 || faults.length > 0;
