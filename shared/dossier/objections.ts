import { addDays } from '../calendar/dates.ts';
import type { ActionOf } from './actions.ts';
import { isApproved } from './approval.ts';
import type { DossierState } from './state.ts';
import type { Status } from './status.ts';
import { unknownWord } from './unknown-word.ts';

/**
 * An objection in the head: what it stands at, and the journal entries that hold what was written. Nothing a citizen
 * writes is here, however much they write.
 */
export interface Objection {
  objection: number;
  sender: ActionOf<'raiseObjection'>['sender'];
  /** `untriaged` waits for 初核; only `open` holds the approval. */
  outcome: 'untriaged' | 'setAside' | 'open' | 'dismissed' | 'upheld';
  /** Versions of the entries that hold the statement, and the opinion of whoever set it aside or resolved it. */
  raisedIn: number;
  closedIn: number | null;
  /**
   * How many more came, verified, when the list was full: they are heard under this number, and hold the approval with
   * it until it is resolved. What they wrote is in their own journal entries.
   */
  joined: number;
}

export interface ObjectionState {
  /** Those of the round under way, and what an earlier one left undone. */
  objections: Objection[];
  /** Raised so far: a number is never given twice. */
  objectionsRaised: number;
}

export const noObjections: ObjectionState = { objections: [], objectionsRaised: 0 };

/** As many as the head lists: of those who are not verified, and of all together. */
export const mostObjections = { unverified: 200, listed: 300 } as const;

/** The number for one more that is not verified; undefined when the places of the unverified are taken. */
export function unverifiedNumber({ objections, objectionsRaised }: ObjectionState): number | undefined {
  const unverified = objections.filter(({ sender }) => sender !== 'verified').length;
  const hasRoom = unverified < mostObjections.unverified && objections.length < mostObjections.listed;
  return hasRoom ? objectionsRaised + 1 : undefined;
}

/**
 * The number for one more that is verified: its own, or when the list is full that of the last verified one, which it
 * joins. There is one then, because the unverified cannot fill the list.
 */
export function verifiedNumber({ objections, objectionsRaised }: ObjectionState): number {
  const shared = objections.findLast(({ sender }) => sender === 'verified');
  return objections.length >= mostObjections.listed && shared ? shared.objection : objectionsRaised + 1;
}

/** Those that hold the approval: verified or taken up, and not resolved. */
export function openObjections({ objections }: ObjectionState): Objection[] {
  return objections.filter(({ outcome }) => outcome === 'open');
}

/** Those that nobody has looked at. They hold nothing, and are not lost. */
export function untriagedObjections({ objections }: ObjectionState): Objection[] {
  return objections.filter(({ outcome }) => outcome === 'untriaged');
}

/**
 * The day by which the union owes something on it, counted in days from when it was received: 初核 while nobody has
 * looked at it, then the answer. Undefined when nothing is owed.
 *
 * @param receivedOn ISO date
 */
export function owedUntil(
  { sender, outcome }: Pick<Objection, 'sender' | 'outcome'>,
  receivedOn: string,
  { triageDays, resolutionDays }: { triageDays: number; resolutionDays: number },
): string | undefined {
  if (outcome === 'untriaged') return addDays(receivedOn, triageDays);
  if (outcome !== 'open') return undefined;
  return addDays(receivedOn, (sender === 'verified' ? 0 : triageDays) + resolutionDays);
}

/** What a new submission leaves of the objections before it: what is still to be looked at or resolved. */
export function carriedOver({ objections }: ObjectionState): Objection[] {
  return objections.filter(({ outcome }) => outcome === 'untriaged' || outcome === 'open');
}

type ObjectionAction = ActionOf<'raiseObjection' | 'verifyObjection' | 'triageObjections' | 'resolveObjection'>;

/** One upheld objection rejects, whenever; while any is open, the household is not approved. */
export function afterObjectionAction(state: DossierState, action: ObjectionAction): Partial<DossierState> {
  const { version } = state;
  switch (action.type) {
    case 'raiseObjection': {
      const { objection, sender } = action;
      if (objection <= state.objectionsRaised) return held(state, changed(state, [objection], joinedBy));
      const outcome = sender === 'verified' ? 'open' : 'untriaged';
      const raised: Objection = { objection, sender, outcome, raisedIn: version, closedIn: null, joined: 0 };
      return { ...held(state, [...state.objections, raised]), objectionsRaised: objection };
    }
    case 'verifyObjection':
      return held(
        state,
        changed(state, [action.objection], (each) => ({ ...each, sender: 'verified' as const, ...reopened(each) })),
      );
    case 'triageObjections':
      return held(
        state,
        changed(state, action.objections, (each) =>
          action.outcome === 'takenUp'
            ? { ...each, outcome: 'open' }
            : { ...each, outcome: 'setAside', closedIn: version },
        ),
      );
    case 'resolveObjection': {
      const { outcome } = action;
      const objections = changed(state, [action.objection], (each) => ({ ...each, outcome, closedIn: version }));
      if (outcome === 'upheld') return { objections, status: 'rejected' };
      return openObjections({ ...state, objections }).length > 0
        ? { objections }
        : { objections, status: settled(state.status), overdue: null };
    }
    default:
      return unknownWord(action);
  }
}

/** Whoever turns out to have a name is heard, also where the unnamed was set aside. */
function reopened({ outcome }: Objection): Partial<Objection> {
  return outcome === 'untriaged' || outcome === 'setAside' ? { outcome: 'open', closedIn: null } : {};
}

/** One more under its number: what was resolved before is open again, for what nobody has read yet. */
function joinedBy(each: Objection): Objection {
  return { ...each, outcome: 'open', closedIn: null, joined: each.joined + 1 };
}

function changed(state: ObjectionState, numbers: readonly number[], change: (each: Objection) => Objection) {
  return state.objections.map((each) => (numbers.includes(each.objection) ? change(each) : each));
}

/**
 * With an open one the dossier is contested while its notice is up. Afterwards the workflow goes on to the approver,
 * who cannot approve before it is resolved: the status stays.
 */
function held(state: DossierState, objections: Objection[]): Partial<DossierState> {
  const contests = state.notice?.closed === false && openObjections({ ...state, objections }).length > 0;
  return { objections, ...(contests && state.status === 'underNotice' ? { status: 'contested' } : {}) };
}

function settled(status: Status): Status {
  return status === 'contested' ? 'underNotice' : status;
}

/** An objection that comes to be heard when nothing of the approval is left to hold. */
const late = '审批已经通过，这条异议不能再挡住建档；查实的，按年度复核或退出办理';

export const objectionRefusals = {
  raise: (state: DossierState, { objection, sender }: ActionOf<'raiseObjection'>): string | undefined => {
    if (state.notice?.closed !== false) return '公示已结束，不能再提出异议';
    const number = sender === 'verified' ? verifiedNumber(state) : unverifiedNumber(state);
    if (number === undefined) return '这一户未经验证的异议已经收满';
    return objection === number ? undefined : '异议的编号不相接';
  },
  verify: (state: DossierState, { objection }: ActionOf<'verifyObjection'>): string | undefined => {
    const found = state.objections.find((each) => each.objection === objection);
    if (found?.sender !== 'named') return '没有这条异议，或已经验证过';
    return isApproved(state, 'registration') ? late : undefined;
  },
  triage: (state: DossierState, action: ActionOf<'triageObjections'>): string | undefined => {
    const untriaged = new Set(untriagedObjections(state).map(({ objection }) => objection));
    const missing = action.objections.filter((objection) => !untriaged.has(objection));
    if (missing.length > 0) return `没有这条异议，或已经初核过：${missing.join('、')}`;
    const canHold = undecided.includes(state.status) && !isApproved(state, 'registration');
    return action.outcome === 'takenUp' && !canHold ? late : undefined;
  },
  resolve: (state: DossierState, { objection }: ActionOf<'resolveObjection'>): string | undefined =>
    openObjections(state).some((each) => each.objection === objection) ? undefined : '没有这条异议，或已经处理过',
};

/** While the household is not yet approved, an objection can still decide. */
export const undecided: readonly Status[] = [
  'returned',
  'submitted',
  'surveying',
  'underNotice',
  'contested',
  'awaitingApproval',
];
