import * as z from 'zod/mini';
import { Sealed } from '../sealing/sealed.ts';
import { findingCodes, findings, findingsOf, frameCodes, frames } from '../spot-checks/words.ts';
import { decided, deed, isoDate } from './deed.ts';
import {
  mostFindingEvidence,
  type Remedy,
  remedies,
  remedyCodes,
  spotCheckIn,
  withLook,
  withSpotCheck,
} from './spot-check-state.ts';
import type { DossierState } from './state.ts';

const check = z.string();

/** 登记抽查结论: one of two who looked, or the third where they disagree. */
export const recordFinding = deed('recordFinding', {
  title: '登记抽查结论',
  says: {
    check,
    frame: z.enum(frameCodes),
    finding: z.enum(findingCodes),
    /** Of its attachments. */
    evidence: z.array(z.string()).check(z.maxLength(mostFindingEvidence)),
    content: Sealed,
    /** 整改 is asked by this day, should it be settled so. */
    remedyBy: isoDate,
  },
  place: 'anywhere',
  refuse: (state, { check, frame, finding, evidence }) => {
    if (spotCheckIn(state, check)?.settled) return '这一户的抽查已有结论';
    if (!findingsOf[frame].includes(finding)) {
      const words = findingsOf[frame].map((each) => findings[each]);
      return `从“${frames[frame]}”里抽到的，结论只能是${words.join('、')}`;
    }
    const unknown = evidence.find((each) => state.attachments.every(({ id }) => id !== each));
    return unknown === undefined ? undefined : `没有收下附件“${unknown}”`;
  },
  evolve: (state, { check, frame, finding, evidence, remedyBy }, { actor, on }) => {
    const before = spotCheckIn(state, check) ?? { check, frame, looks: [] };
    const look = { by: actor.id, on, finding, version: state.version, evidence };
    return { spotChecks: withSpotCheck(state, withLook(before, look, remedyBy)) };
  },
});

/** 登记整改: what was done about a finding. Until then it is owed. */
export const recordRemedy = deed('recordRemedy', {
  title: '登记整改',
  says: { check, how: z.enum(remedyCodes), content: Sealed },
  place: 'anywhere',
  refuse: (state, { check, how }) => {
    const found = spotCheckIn(state, check);
    if (!found?.remedy) return '这一户没有要整改的抽查结论';
    if (found.remedy.done !== null) return '已经登记过整改';
    return stillToDo(state, how);
  },
  evolve: (state, { check, how }, { actor, on }) => {
    const found = spotCheckIn(state, check);
    if (!found?.remedy) return {};
    const done = { on, by: actor.id, how, version: state.version };
    return { spotChecks: withSpotCheck(state, { ...found, remedy: { ...found.remedy, done } }) };
  },
});

/** What is said to have been done has been done. */
function stillToDo({ standing, successor }: DossierState, how: Remedy): string | undefined {
  if (how === 'left' && (standing === 'onFile' || standing === 'temporary')) {
    return `这一户还在册，不能写“${remedies.left}”：先办退出`;
  }
  if (how === 'registered' && standing !== 'onFile' && successor === null) {
    return `这一户还没有重新建档，不能写“${remedies.registered}”；申请没有结果的，写“${remedies.explained}”`;
  }
  return undefined;
}

export const decideFinding = (state: DossierState, says: Omit<Parameters<typeof recordFinding.refuse>[1], 'type'>) =>
  decided(state, recordFinding, says);
export const decideRemedy = (state: DossierState, says: Omit<Parameters<typeof recordRemedy.refuse>[1], 'type'>) =>
  decided(state, recordRemedy, says);
