import type { AnswerOf } from '../../../shared/contract/types.ts';
import { type Desk, doing } from './desk.ts';

/** What changes a household that is on file is not withdrawn, but given up. */
export function givenUp(desk: Desk, kind: AnswerOf<'getDossier'>['matter']['kind']): Promise<boolean> {
  if (kind === 'amendment' || kind === 'conversion') return abandoned(desk, '取消');
  const params = { id: desk.home.id as string };
  return doing(desk, '撤回', () => desk.as.call('withdraw', { params, body: { reason: '本人不办了' } }));
}

/** 取消办理: the household stays as it was. */
export function abandoned({ world, home, who, as }: Desk, what: string): Promise<boolean> {
  const params = { id: home.id as string };
  return doing({ world, who, home }, what, async () => {
    const { matter } = (await as.call('getDossier', { params })).body.matter;
    await as.call('abandon', { params, body: { matter, reason: '不办了' } });
  });
}
