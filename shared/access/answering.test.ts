import { describe, expect, it } from 'vitest';
import { an, registrar } from '../dossier/actions.fixture.ts';
import { journeys, stateAfter } from '../dossier/journeys.fixture.ts';
import { isAsked, ownProposal } from './answering.ts';
import type { User } from './may.ts';

const to = '530000/530100/530103/U0001';
const proposed = [...journeys.registered, an.proposeTransfer({ to })];
const user = (orgPath: string, more: Partial<User> = {}): User => ({
  ...{ id: 'wang', roles: ['registrar'], orgPath },
  ...more,
});

describe('移交由谁答复', () => {
  it('接收的工会和它上面的答复；送出的工会、旁边的不答复', () => {
    const state = stateAfter(...proposed);
    for (const orgPath of [to, '530000/530100/530103', '530000/530100', '530000']) {
      expect(isAsked(user(orgPath), state), orgPath).toBe(true);
    }
    for (const orgPath of [state.orgPath, '530000/530100/530102', '530000/530100/530103/U0002']) {
      expect(isAsked(user(orgPath), state), orgPath).toBe(false);
    }
  });

  it('接收的工会里，也要有答复移交这项职责', () => {
    const state = stateAfter(...proposed);
    expect(isAsked(user(to, { roles: ['reviewer'] }), state)).toBe(true);
    for (const role of ['surveyor', 'auditor', 'administrator', 'inspector', 'approver'] as const) {
      expect(isAsked(user(to, { roles: [role] }), state), role).toBe(false);
    }
  });

  it('没有移交过的，没有人要答复；答复过的，还认得是问过谁', () => {
    expect(isAsked(user('530000'), stateAfter(...journeys.registered))).toBe(false);
    expect(isAsked(user(to), stateAfter(...proposed, an.refuseTransfer()))).toBe(true);
  });

  it('自己提出的移交，自己不能接收；答复以后没有这回事', () => {
    const refused = '提出和接收须由两个人办理，这一次移交是您提出的。';
    const me = user(to, { id: registrar.id });
    expect(ownProposal(me, stateAfter(...proposed))).toBe(refused);
    expect(ownProposal(user(to), stateAfter(...proposed))).toBeUndefined();
    expect(ownProposal(me, stateAfter(...proposed, an.refuseTransfer()))).toBeUndefined();
    expect(ownProposal(me, stateAfter(...journeys.registered))).toBeUndefined();
  });
});
