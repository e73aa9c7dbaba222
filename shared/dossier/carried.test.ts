import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Awaited, answerTo } from './answers.ts';
import { isCarried } from './carried.ts';
import { id } from './journeys.fixture.ts';
import { isOver } from './life.ts';
import { anyLife } from './lives.fixture.ts';
import { apply, type DossierState, type Recorded } from './state.ts';

/** All that a workflow might wait for as a dossier stands. */
function awaitedIn({ matter: { matter, run, approval }, plan }: DossierState): Awaited[] {
  const steps = ['update', 'survey', 'deliberation', 'checking', 'resolutions'] as const;
  return [
    ...steps.map((step) => ({ step, matter, run })),
    ...(approval ? [{ step: 'decision' as const, matter, run, request: approval.request }] : []),
    ...(plan ? [{ step: 'signature' as const, plan: plan.plan, run: plan.run }] : []),
  ];
}

/** The workflow itself records what the system does, and waits for none of it, but for somebody's decision. */
const isWaitedFor = ({ actor }: Recorded, { step }: Awaited) => actor.kind !== 'system' || step === 'decision';

it('一条不送给流程的，没有答出流程可能在等的任何一样', () => {
  const silent = new Set<string>();
  for (const life of fc.sample(anyLife(40), { numRuns: Number(process.env.RUNS ?? 300) })) {
    let before: DossierState | null = null;
    for (const entry of life) {
      const after: DossierState = apply(id, before, entry);
      if (before && !isCarried(entry, isOver(after))) {
        silent.add(`${entry.actor.kind} ${entry.action.type}`);
        const waits = awaitedIn(before).filter((awaited) => isWaitedFor(entry, awaited));
        for (const awaited of waits.filter((each) => answerTo(each, before as DossierState) === undefined)) {
          expect([entry.action, awaited, answerTo(awaited, after)]).toEqual([entry.action, awaited, undefined]);
        }
      }
      before = after;
    }
  }
  expect([...silent]).toEqual(expect.arrayContaining(['staff saveForm', 'system openNotice']));
});

it('了结的一条总送，系统记的别的只送请人决定的、停滞的和开始一趟的', () => {
  const by = (kind: 'system' | 'staff', type: string, over = false) =>
    isCarried({ action: { type } as never, actor: { kind, id: 'x' } as never }, over);
  expect(by('system', 'withdraw', true)).toBe(true);
  expect(by('system', 'openReverification')).toBe(true);
  expect(by('system', 'requestApproval')).toBe(true);
  expect(by('system', 'stall')).toBe(true);
  expect(by('system', 'closeNotice')).toBe(false);
  expect(by('staff', 'recordSurvey')).toBe(true);
});
