import { describe, expect, it } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { pageMark } from '../../shared/registry/page-mark.ts';
import { type Caller, invoke } from '../../test/support/invoke.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lambda } from './api.ts';

const handler = lambda(memoryApp());
const registrar: Caller = { id: 'registrar-1', roles: 'registrar', orgPath: '530000/530100/530102' };
const task = (role: string) => `${role}#2026-11-30#530000/530100/530102#01hzzzzzzzzzzzzzzzzzzzzzzz#correct#0001`;
const listed = (place: unknown) =>
  invoke<AnswerOf<'listTasks'>>(handler, 'listTasks', {
    as: registrar,
    query: { cursor: pageMark(place) },
  });

describe('待办的翻页标记', () => {
  it('系统给的那种，接着往下读', async () => {
    const { status, body } = await listed({ role: 'registrar', after: task('registrar') });
    expect({ status, body }).toMatchObject({ status: 200, body: { tasks: [], cursor: null } });
  });

  it.each([
    ['不是文字', { pk: 'D#x', sk: 'HEAD' }],
    ['不是待办的位置', 'x'],
    ['别的角色的位置', task('reviewer')],
  ])('改成%s，说明无效，不是系统出错', async (_, after) => {
    const { status, body } = await listed({ role: 'registrar', after });
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 1004, faults: [{ pointer: '/cursor' }] } });
  });

  it('改成自己没有的角色，说明无效', async () => {
    expect((await listed({ role: 'reviewer', after: null })).body).toMatchObject({ code: 1004 });
  });
});
