import { describe, expect, it } from 'vitest';
import { readDecision } from './posted.ts';

const posted = (fields: Record<string, string>) => readDecision({ code: '123456', opinion: '不实', ...fields });
const inherited = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'then'];

describe('审批页面交来的表单', () => {
  it.each(inherited)('“%s”不是一项决定', (word) => {
    const { entry } = posted({ decision: word });
    expect(entry.decision).toBeNull();
    expect(entry.faults.decision).toBe('请选择一项决定');
  });

  it.each(['approve', 'return', 'returnForPaper', 'reject'])('“%s”是一项决定', (word) => {
    expect(posted({ decision: word }).entry).toEqual({ decision: word, opinion: '不实', faults: {} });
  });

  it('错处照页面上各栏的次序列出', () => {
    const { entry } = readDecision({ decision: 'reject', code: '' });
    expect(Object.keys(entry.faults)).toEqual(['opinion', 'code']);
    expect(Object.keys(readDecision({}).entry.faults)).toEqual(['decision', 'code']);
  });

  it('退回和不予通过要写意见，通过可以不写', () => {
    expect(posted({ decision: 'return', opinion: ' ' }).entry.faults).toHaveProperty('opinion');
    expect(posted({ decision: 'reject', opinion: '' }).entry.faults).toHaveProperty('opinion');
    expect(posted({ decision: 'approve', opinion: '' }).entry.faults).toEqual({});
  });
});
