import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validForm } from '../../test/support/form-arbitrary.ts';
import { joinSealed, splitSealed } from './seal.ts';

describe('加密的部分', () => {
  it('拆开再合上，一字不差', () => {
    fc.assert(
      fc.property(validForm, (form) => {
        const { clear, sealed } = splitSealed(form);
        expect(joinSealed(JSON.parse(JSON.stringify(clear)), JSON.parse(JSON.stringify(sealed)))).toEqual(form);
      }),
    );
  });

  it('明文里没有姓名、号码、电话、住址、病情、成员和账户', () => {
    fc.assert(
      fc.property(validForm, (form) => {
        const { clear } = splitSealed(form);
        const text = JSON.stringify(clear);
        const { worker, members, account } = form;
        for (const secret of [worker.name, worker.idNumber, worker.birthDate, worker.mobile, worker.homeAddress]) {
          if (secret !== undefined) expect(text).not.toContain(secret);
        }
        for (const { name, idNumber, birthDate } of members) {
          for (const secret of [name, idNumber ?? name, birthDate]) expect(text).not.toContain(secret);
        }
        expect(text).not.toContain(account?.bankAccount);
        for (const key of ['members', 'account', 'causes', 'attachments', 'remarks'])
          expect(clear).not.toHaveProperty(key);
        expect(text).not.toMatch(/"(health|disability)"/);
      }),
    );
  });

  it('草稿、空的栏目组也能拆合', () => {
    for (const draft of [
      {},
      { worker: {} },
      { members: [] },
      { assets: {} },
      { worker: { name: '李' }, remarks: '无' },
    ]) {
      const { clear, sealed } = splitSealed(draft);
      expect(joinSealed(clear, sealed)).toEqual(draft);
    }
  });

  it('表里没有的栏目当作要加密的', () => {
    expect(splitSealed({ worker: { nickname: '小李' } } as never)).toEqual({
      clear: {},
      sealed: { worker: { nickname: '小李' } },
    });
  });
});
