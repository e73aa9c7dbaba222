import * as z from 'zod/mini';
import { isApplication, type MatterKind } from '../matters/course.ts';
import { Sealed } from '../sealing/sealed.ts';
import { isApproved } from './approval-state.ts';
import { decided, deed, within } from './deed.ts';
import { concluded, isOpen, type Matter } from './matter.ts';
import {
  holding,
  type Objection,
  openObjections,
  senders,
  untriagedObjections,
  unverifiedNumber,
  verifiedNumber,
} from './objection-list.ts';
import type { DossierState } from './state.ts';

/** Matters that a notice goes before: whether a household comes on file, and in some provinces whether it leaves. */
const noticed = ['registration', 'conversion', 'exit'] as const;

/** Why an objection can hold nothing any more, as a Chinese sentence; undefined while it can: until its own matter is approved. */
function tooLate(state: DossierState, { matter }: Pick<Objection, 'matter'>): string | undefined {
  const now = state.matter;
  const canHold = isOpen(now) && now.matter === matter && (noticed as readonly MatterKind[]).includes(now.kind);
  if (canHold && !isApproved(state)) return undefined;
  return matter === 1
    ? '审批已经通过，这条异议不能再挡住建档；查实的，提出退出'
    : '那件事项已经有了结果，这条异议不能再挡住它；查实的，提出退出';
}

/** 公示期内提出的异议；编号不因再次申报而重来 */
export const raiseObjection = deed('raiseObjection', {
  title: '提出异议',
  // By the digest of its receipt whoever was verified is written to, by whatever function ends what they objected to.
  says: {
    objection: z.int().check(z.minimum(1)),
    sender: z.enum(senders),
    receiptDigest: z.string(),
    statement: Sealed,
  },
  place: { kinds: noticed, stages: ['notice'] },
  refuse: (state, { objection, sender }) => {
    if (state.matter.notice?.closed !== false) return '公示已结束，不能再提出异议';
    const number = sender === 'verified' ? verifiedNumber(state) : unverifiedNumber(state);
    if (number === undefined) return '这一户未经验证的异议已经收满';
    return objection === number ? undefined : '异议的编号不相接';
  },
  evolve: (state, { objection, sender }, { on }) => {
    const { matter, version } = state;
    if (objection <= state.objectionsRaised) return changed(state, [objection], joinedOn(on, matter.matter));
    const outcome = sender === 'verified' ? 'open' : 'untriaged';
    const raised: Objection = {
      objection,
      matter: matter.matter,
      sender,
      outcome,
      raisedOn: on,
      raisedIn: version,
      closedIn: null,
      joined: 0,
    };
    return { objectionsRaised: objection, ...within(state, { objections: [...matter.objections, raised] }) };
  },
});

export const decideObjection = (
  state: DossierState,
  says: { objection: number; sender: Objection['sender']; receiptDigest: string; statement: Sealed },
) => decided(state, raiseObjection, says);

/** 提出以后，署名的人验证了 */
export const verifyObjection = deed('verifyObjection', {
  title: '验证异议',
  says: { objection: z.int().check(z.minimum(1)) },
  place: { kinds: noticed },
  refuse: (state, { objection }) => {
    const found = state.matter.objections.find((each) => each.objection === objection);
    if (found?.sender !== 'named') return '没有这条异议，或已经验证过';
    return tooLate(state, found);
  },
  evolve: (state, { objection }) =>
    changed(state, [objection], (each) => ({ ...each, sender: 'verified', ...reopened(each) })),
});

export const decideVerification = (state: DossierState, says: { objection: number }) =>
  decided(state, verifyObjection, says);

/** Whoever turns out to have a name is heard, also where the unnamed was set aside. */
function reopened({ outcome }: Objection): Partial<Objection> {
  return outcome === 'untriaged' || outcome === 'setAside' ? { outcome: 'open', closedIn: null } : {};
}

/** One more under its number: what was resolved before is open again, for what nobody has read yet. */
function joinedOn(on: string, matter: number): (each: Objection) => Objection {
  return (each) => ({
    ...each,
    matter,
    outcome: 'open',
    raisedOn: each.outcome === 'open' ? each.raisedOn : on,
    closedIn: null,
    joined: each.joined + 1,
  });
}

/** 初核：没有验证的异议，由审核人受理或不予受理，可以几条一起 */
export const triageObjections = deed('triageObjections', {
  title: '初核异议',
  says: {
    objections: z.array(z.int().check(z.minimum(1))).check(z.minLength(1), z.maxLength(100)),
    outcome: z.enum(['takenUp', 'setAside']),
    opinion: Sealed,
  },
  place: 'live',
  refuse: (state, { objections, outcome }) => {
    const untriaged = new Set(untriagedObjections(state.matter).map(({ objection }) => objection));
    const missing = objections.filter((objection) => !untriaged.has(objection));
    if (missing.length > 0) return `没有这条异议，或已经初核过：${missing.join('、')}`;
    if (outcome === 'setAside') return undefined;
    const found = state.matter.objections.filter(({ objection }) => objections.includes(objection));
    return found.map((each) => tooLate(state, each)).find((why) => why !== undefined);
  },
  evolve: (state, { objections, outcome }) =>
    changed(state, objections, (each) =>
      outcome === 'takenUp' ? { ...each, outcome: 'open' } : { ...each, outcome: 'setAside', closedIn: state.version },
    ),
});

export const decideTriage = (
  state: DossierState,
  says: { objections: number[]; outcome: 'takenUp' | 'setAside'; opinion: Sealed },
) => decided(state, triageObjections, says);

/**
 * 异议处理：有一条成立，就不予建档；退出、转正的公示，退回建档人，由他改了再提或取消。What an exit that is over left open is
 * answered all the same, and changes nothing.
 */
export const resolveObjection = deed('resolveObjection', {
  title: '处理异议',
  says: { objection: z.int().check(z.minimum(1)), outcome: z.enum(['dismissed', 'upheld']), opinion: Sealed },
  place: 'live',
  refuse: (state, { objection }) =>
    openObjections(state.matter).some((each) => each.objection === objection)
      ? undefined
      : '没有这条异议，或已经处理过',
  evolve: (state, { objection, outcome }, { on }) => {
    const resolved = changed(state, [objection], (each) => ({ ...each, outcome, closedIn: state.version }));
    const holds = isOpen(state.matter) && holding(state.matter).some((each) => each.objection === objection);
    if (outcome === 'upheld' && holds && !isApplication(state.matter)) return { matter: sentBack(resolved.matter) };
    if (outcome === 'upheld' && holds) {
      return {
        standing: 'ended',
        end: { as: 'rejected', on },
        matter: concluded(resolved.matter, 'rejected'),
      };
    }
    const settled = openObjections(resolved.matter).length === 0;
    return settled ? { matter: { ...resolved.matter, overdue: null } } : resolved;
  },
});

/** The notice comes off the wall, and whoever is asked already is asked no more. */
function sentBack(matter: Matter): Matter {
  const notice = matter.notice && { ...matter.notice, closed: true };
  const returned = { from: 'notice' as const, paperOnly: false };
  return { ...matter, notice, approval: null, stage: 'form', returned, overdue: null };
}

export const decideResolution = (
  state: DossierState,
  says: { objection: number; outcome: 'dismissed' | 'upheld'; opinion: Sealed },
) => decided(state, resolveObjection, says);

function changed(
  state: DossierState,
  numbers: readonly number[],
  change: (each: Objection) => Objection,
): { matter: Matter } {
  const { objections } = state.matter;
  return within(state, {
    objections: objections.map((each) => (numbers.includes(each.objection) ? change(each) : each)),
  });
}
