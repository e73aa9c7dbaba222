import { describe, expect, it } from 'vitest';
import { household } from '../../test/support/household.ts';
import { contactForm } from './contact-form.ts';
import type { Form } from './form.ts';

const before = household(1);
const today = '2026-09-07';
const pointers = (changes: Record<string, unknown>, form: Form = before) =>
  contactForm(form, changes, today).faults.map(({ pointer }) => pointer);

describe('更新资料，改出来的一份', () => {
  it('不影响认定的各栏改了就是，别的照旧', () => {
    const { faults, form } = contactForm(before, { worker: { mobile: '13911112222' } }, today);
    expect(faults).toEqual([]);
    expect(form).toEqual({ ...before, worker: { ...before.worker, mobile: '13911112222' } });
  });

  it('什么也没有改的，没有新的一份', () => {
    expect(contactForm(before, { worker: { mobile: before.worker.mobile } }, today)).toEqual({ faults: [] });
  });

  it('影响认定的栏、填错的栏，逐栏指出', () => {
    expect(pointers({ worker: { name: '另一个', mobile: '1' } }).sort()).toEqual(['/worker/mobile', '/worker/name']);
    expect(contactForm(before, { worker: { name: '另一个' } }, today).form).toBeUndefined();
  });

  it('原来就错着、这次没有改的，不妨碍换电话', () => {
    const wrong = { ...before, worker: { ...before.worker, otherContact: 'x'.repeat(5_000) } };
    expect(pointers({ worker: { mobile: '13911112222' } }, wrong)).toEqual([]);
  });
});
