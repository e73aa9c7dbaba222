import type { Detail } from './detail.ts';

/** Who of the household a pointer of the form means: 职工 李*英, 配偶 王*. */
export function personTitle({ form }: Pick<Detail, 'form'>, pointer: string): string {
  const { worker, members = [] } = form?.content ?? {};
  const index = /^\/members\/(\d+)/.exec(pointer)?.[1];
  if (index === undefined) return `职工 ${worker?.name ?? ''}`.trim();
  const member = members[Number(index)];
  return `${member?.relation ?? '家庭成员'} ${member?.name ?? Number(index) + 1}`;
}
