import type { ProposeExitBody } from '../../shared/contract/bodies/reverification.ts';
import { factDayRefusal, unfitReason } from '../../shared/dossier/exit.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import type { FieldFault } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';

/**
 * Everything that is wrong with the proposal of an exit, at once, each with its field, the wrong value and what is
 * allowed. E1004.
 *
 * @param today ISO date
 */
export function exitFaults(body: ProposeExitBody, state: DossierState, today: string): FieldFault[] {
  const { happenedOn } = body;
  const future = happenedOn > today ? `${happenedOn} 晚于今天 ${today}` : undefined;
  return [
    ...asFault('/reason', unfitReason(state, body.reason)),
    ...asFault('/happenedOn', future ?? factDayRefusal(state, happenedOn)),
    ...evidenceFaults(body, state),
  ];
}

/** A paper that is on file, or what somebody has seen of one. */
function evidenceFaults({ evidence = [], seen }: ProposeExitBody, { attachments }: DossierState): FieldFault[] {
  if (evidence.length === 0 && seen === undefined) {
    return asFault('/evidence', '须有依据：附上证明（evidence），没有附件的写明看到了什么（seen）');
  }
  return evidence.flatMap((id, index) => {
    const isKnown = attachments.some((each) => each.id === id);
    const unknown = isKnown ? undefined : `依据须为本档案中通过检查的附件，没有${quoted(id)}`;
    const twice =
      evidence.indexOf(id) < index ? `与第 ${evidence.indexOf(id) + 1} 个是同一个附件，只写一次` : undefined;
    return asFault(`/evidence/${index}`, unknown ?? twice);
  });
}

const asFault = (pointer: string, message: string | undefined): FieldFault[] =>
  message === undefined ? [] : [fieldFault(pointer, message)];
