import { isRefusal } from '../../shared/dossier/deed.ts';
import { decideNextRun, decideStall, type Running, runsOf } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { keys } from '../../shared/registry/keys.ts';
import { log } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { hindranceOf } from '../../shared/services/ask-approver.ts';
import { passOn } from '../../shared/services/pass-on.ts';
import { dossierReader, dossiers, stepFunctions, table } from '../../shared/services/services.ts';
import { statusOfExecution } from './executions.ts';
import { leftBehind } from './left-behind.ts';
import { executionName, start } from './start.ts';
import { answerWaiting, type WaitingItem } from './waiting.ts';

const system = { kind: 'system' as const, id: 'reconciliation' };

/** What was recorded within the hour is still on its way through the stream and the queues. */
const ON_ITS_WAY_MS = 3600_000;

/** Makes a dossier go on where it should and does not. Answers how much of it there was: what a person has to look at, too. */
export async function mend(app: App, id: string, running: ReadonlySet<string>): Promise<number> {
  const dossier = await dossierReader(app).find(id);
  if (!dossier) return 0;
  const { state, version } = dossier;
  const waiting = await table(app).range<WaitingItem>(keys.dossier(id), 'AWAIT#', 'AWAIT$');
  const { unanswered, unseen, tokenless } = leftBehind(state, waiting, running);
  const hindrance = state.matter.stalled ? undefined : await hindranceOf(app, state);
  if (unanswered + unseen.length + tokenless.length === 0 && !hindrance) return 0;
  const last = await dossierReader(app).entry(id, version);
  const isOnItsWay = (at = '') => app.now().getTime() - Date.parse(at) < ON_ITS_WAY_MS;
  if (isOnItsWay(last?.at)) return 0;
  let found = unanswered;
  if (hindrance && !isOnItsWay(hindrance.before?.leftAt)) {
    found++;
    say(id, hindrance.because);
    await passOn(app, id);
  }
  if (unanswered > 0) {
    say(id, 'unanswered');
    await answerWaiting(table(app), stepFunctions(app), state);
  }
  for (const each of unseen) if (await goOn(app, state, each)) found++;
  for (const each of tokenless) {
    found++;
    say(id, 'tokenless', each);
    await beginNext(app, id, each, 'tokenless');
  }
  return found;
}

/** A run that was not seen running: begun where it never was. Answers false where it runs after all. */
async function goOn(app: App, state: DossierState, running: Running): Promise<boolean> {
  const { id } = state;
  const status = await statusOfExecution(app, executionName(id, running));
  if (status === 'RUNNING') return false;
  say(id, status ?? 'notStarted', running);
  if (status === undefined) await start(app, state, running);
  // It failed, and to record that failed, too: not for a reason of the household's. Its name is taken.
  else if (status === 'FAILED') await beginNext(app, id, running, status);
  // Somebody ended it, a year has passed, or it ended too early: that somebody has to look at.
  else await stall(app, id, running, status);
  return true;
}

/** The run is given up for the next one, which the journal tells the relay to begin. What waits of the old one ends by itself. */
async function beginNext(app: App, id: string, running: Running, error: string): Promise<void> {
  await stall(app, id, running, error);
  await dossiers(app).recordLatest(id, async ({ state }) => {
    const runs = runsOf(state, running);
    if (runs?.run !== running.run || runs.stalled?.error !== error) return undefined;
    return { action: decideNextRun(state, running), actor: system, now: app.now() };
  });
}

async function stall(app: App, id: string, running: Running, error: string): Promise<void> {
  await dossiers(app).recordLatest(id, async ({ state }) => {
    const action = decideStall(state, { ...running, step: 'Execution', error });
    if (isRefusal(action) || runsOf(state, running)?.stalled) return undefined;
    return { action, actor: system, now: app.now() };
  });
}

function say(dossier: string, what: string, running?: Running): void {
  log('error', 'left behind', { dossier, what, ...running });
}
