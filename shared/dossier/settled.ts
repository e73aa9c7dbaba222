import { isTold } from '../duplicates/told.ts';
import { stageAfter } from '../matters/course.ts';
import { isApproved } from './approval-state.ts';
import { isChecked } from './check-state.ts';
import { duplicateRefusal, isHeld, openDuplicates } from './duplicate-state.ts';
import { isOpen, type Matter } from './matter.ts';
import { holding } from './objection-list.ts';
import { amends } from './proposed.ts';
import type { DossierState } from './state.ts';

/** The open matter goes on past every stage that is done: the one place in which a stage follows another. */
export function settled(before: Pick<DossierState, 'matter'>, state: DossierState, on: string): DossierState {
  let { matter } = state;
  while (isOpen(matter) && isDone({ ...state, matter })) {
    matter = { ...matter, stage: nextStage(state, matter) };
  }
  const moved = matter.stage !== before.matter.stage || matter.run !== before.matter.run;
  return { ...state, matter: moved ? { ...matter, since: on } : matter };
}

/** The form is done when somebody hands it in: that deed says to which stage it goes. */
function isDone(state: DossierState): boolean {
  const { matter } = state;
  switch (matter.stage) {
    case 'form':
    case 'conclusion':
      return false;
    case 'assessment':
      return matter.assessment?.occasion === occasionOf(matter);
    case 'survey':
      // What the visit confirmed waits until it is ruled that it is a household of its own (裁定疑似重复).
      return matter.survey?.outcome === 'confirmed' && duplicateRefusal(state) === undefined;
    case 'deliberation':
      return matter.deliberation?.outcome === 'supported';
    case 'checking':
      return isChecked(matter.checking);
    case 'notice':
      return matter.notice?.closed === true && holding(matter).length === 0;
    case 'approval':
      // A registration that is rejected is over.
      return isApproved(state) || matter.approval?.decision?.decision === 'reject';
  }
}

/**
 * What its course names comes next. A rule may then conclude that a household stays as it is; another category or tier
 * is for an approver, whether the course names them or not.
 */
function nextStage(state: DossierState, matter: Matter): Matter['stage'] {
  const { stage, course, assessment } = matter;
  // Who fits no longer is proposed for an exit, which has a course of its own.
  if (amends(matter) && assessment?.outcome !== 'eligible') return 'conclusion';
  // Whoever comes in may be of another household: somebody goes there, and it is ruled on before it takes effect.
  if (amends(matter) && stage === 'assessment' && isDoubtful(state)) return 'survey';
  const next = stageAfter(course, stage);
  return next === 'conclusion' && stage !== 'approval' && isReclassified(state, matter) ? 'approval' : next;
}

const isDoubtful = (state: DossierState): boolean => isHeld(state) || openDuplicates(state).some(isTold);

function isReclassified(state: DossierState, matter: Matter): boolean {
  if (matter.kind !== 'reverification' && matter.kind !== 'amendment') return false;
  return matter.assessment?.outcome === 'eligible' && !staysAsItIs(state, matter);
}

/** Whether the standards put the household where it is on file already. */
export function staysAsItIs(
  { registration }: Pick<DossierState, 'registration'>,
  { assessment }: Pick<Matter, 'assessment'>,
): boolean {
  return (
    assessment?.outcome === 'eligible' &&
    assessment.category === registration?.category &&
    assessment.tier === registration?.tier
  );
}

/** Which assessment this run of a matter makes. */
export function occasionOf({ matter, run }: Pick<Matter, 'matter' | 'run'>): string {
  return `${matter}-${run}`;
}
