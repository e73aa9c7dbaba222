import { describe, expect, it } from 'vitest';
import { noDisposal } from '../dossier/disposal-state.ts';
import { journeys, stateAfter } from '../dossier/journeys.fixture.ts';
import { Problem } from '../errors/problem.ts';
import type { On, User } from './may.ts';
import { permit } from './permit.ts';

const county = '530000/530100/530102';
const reviewer: User = { id: 'wang', roles: ['reviewer'], orgPath: county };
const handledBy = (registrar: string, orgPath = county): On => ({ orgPath, registrars: [registrar], surveyors: [] });

/** The number with which it is refused; undefined when it is not. */
function refused(...asked: Parameters<typeof permit>): number | undefined {
  try {
    permit(...asked);
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.code;
  }
}

describe('不准的，说哪一种不准', () => {
  it('是自己的职责、自己地方的，准', () => {
    expect(refused(reviewer, 'clear', handledBy('li'))).toBeUndefined();
    expect(refused(reviewer, 'readPeople', { orgPath: county })).toBeUndefined();
  });

  it('别处的一份档案，答没有这一份：连有没有也不让知道', () => {
    const elsewhere = '530000/530100/530103';
    expect(refused(reviewer, 'clear', handledBy('li', elsewhere))).toBe(1304);
    const dossier = { ...stateAfter(...journeys.surveying), orgPath: elsewhere };
    expect(refused(reviewer, 'read', dossier)).toBe(1304);
  });

  it('别处的地方本身不是秘密，答没有这项权限', () => {
    expect(refused(reviewer, 'readPeople', { orgPath: '530000/530100/530103' })).toBe(1502);
  });

  it('没有这项职责，答没有这项权限', () => {
    expect(refused({ ...reviewer, roles: ['registrar'] }, 'clear', handledBy('li'))).toBe(1502);
  });

  it('自己经手过的，答职责须分离', () => {
    expect(refused(reviewer, 'clear', handledBy('wang'))).toBe(1503);
  });

  it('批准处置了的，内容谁也不能再看；剩下的日志、查阅记录和处置本身照旧', () => {
    const step = { by: 'zhao', on: '2037-01-05' };
    const released = {
      ...stateAfter(...journeys.surveying),
      disposal: { ...noDisposal, listedOn: '2037-01-04', confirmed: step, released: { ...step, by: 'sun' } },
    };
    expect(refused(reviewer, 'read', released)).toBe(1350);
    expect(refused(reviewer, 'readJournal', released)).toBeUndefined();
    expect(refused(reviewer, 'readDisposals', released)).toBeUndefined();
    const onTheList = { ...released, disposal: { ...released.disposal, released: null } };
    expect(refused(reviewer, 'read', onTheList)).toBeUndefined();
  });
});
