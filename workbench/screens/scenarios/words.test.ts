import { describe, expect, it } from 'vitest';
import { progressInWords, untoldInWords } from './words.ts';

const counted = {
  households: 3,
  directions: { gains: 3, loses: 0, moves: 0, stays: 0, unknown: 0 },
  ...{ costBefore: null, costAfter: null, ways: [] },
};

describe('为什么一个数也不显示', () => {
  it('看得到整个县、市的人，是因为户数太少；自己的本级照写，少的是归各县的', () => {
    expect(untoldInWords('530000', { own: null, householdsOf: null })).toMatch(/^不到十户/);
    expect(untoldInWords('530000/530100', { own: counted, householdsOf: '530000/530100' })).toMatch(
      /^归各县的不到十户/,
    );
  });

  it('一个单位的人，户数再多也不给：不说太少；看得了自己各户的，指给他', () => {
    const unit = '530000/530100/530102/U0001';
    expect(untoldInWords(unit, { own: null, householdsOf: unit })).toMatch(
      /^这里还有别的单位的.*自己会变的各户在下面。$/,
    );
    expect(untoldInWords(unit, { own: null, householdsOf: null })).not.toMatch(/不到十户|下面/);
  });
});

it('算到哪里：没有开始的、算着的、少得不写的、算完的各有各的话', () => {
  const waiting = { endedAt: null, asked: 0, failed: 0, broken: null };
  expect(progressInWords(waiting)).toBe('今夜起算');
  expect(progressInWords({ ...waiting, asked: 40 })).toBe('算了 40 户，夜里接着算');
  expect(progressInWords({ ...waiting, asked: null })).toBe('夜里算，还没有算完');
  const ended = { ...waiting, endedAt: '2026-09-15T17:00:00.000Z' };
  expect(progressInWords({ ...ended, asked: null })).toBe('2026年9月16日 01:00 算完，户数太少，不显示');
  expect(progressInWords({ ...ended, asked: 40, failed: 2 })).toMatch(/算完，40 户，2 户没有读成$/);
});
