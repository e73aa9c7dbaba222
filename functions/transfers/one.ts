import { answeredThere, isAsked, ownProposal } from '../../shared/access/answering.ts';
import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { isRefusal, type Refusal } from '../../shared/dossier/deed.ts';
import { transferAnswerContext, transferContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { pendingTransfer } from '../../shared/dossier/transfer-state.ts';
import {
  decideAcceptance,
  decideTransfer,
  decideTransferRefusal,
  decideTransferWithdrawal,
  transferToPropose,
} from '../../shared/dossier/transferring.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { contains, unionsAbove } from '../../shared/organisation/org-path.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { App } from '../../shared/services/app.ts';
import { keyring, people, table, unions } from '../../shared/services/services.ts';
import { tellWhoMay } from '../../shared/services/tell.ts';
import { movedPlaces } from './places.ts';

/** E1004 where households cannot go: beyond the province, to a union that is not there, or no more, or has nobody to see to them. */
export async function requireUnion(app: App, to: string, today: string): Promise<void> {
  const message = contains(app.profile.code, to)
    ? await cannotTake(app, to, today)
    : `${to} 不在本省（${app.profile.code}）之内；迁往外省的，以“职工调离或迁出”办理退出`;
  if (message !== undefined) throw fieldProblem('/to', message);
}

/** Why a union takes no household, in Chinese: it is not there, or nobody in it would see to one. Undefined when it does. */
async function cannotTake(app: App, to: string, today: string): Promise<string | undefined> {
  return (await unions(app).absence(to, today)) ?? (await unattended(app, to));
}

/** Why nobody would do there what is owed about a household; undefined where somebody of it, or above it, registers them. */
async function unattended(app: App, to: string): Promise<string | undefined> {
  for (const union of unionsAbove(to)) {
    const there = await people(app).of(union);
    if (there.some(({ active, roles }) => active && roles.includes('registrar'))) return undefined;
  }
  return `${to} 和它的上级没有登记在任的建档人，接收了没有人办，请先登记`;
}

/** Throws unless the user is of the union to which the household may go, or above it. */
export function permitAnswer(user: User, state: DossierState): void {
  if (isAsked(user, state)) return;
  permit(user, 'answerTransfer', state);
  if (pendingTransfer(state)) throw new Problem(1502, { detail: answeredThere });
}

/** 提出移交. */
export async function proposal(app: App, { id, state }: Dossier, of: { to: string; reason: string }) {
  const transfer = transferToPropose(state);
  const reason = await keyring(app).seal(transferContext(id, transfer), of.reason);
  return { decided: decideTransfer(state, { to: of.to, reason }), says: { transfer } };
}

/** Whoever may answer what is proposed now is told. */
export function tellReceiving(app: App, { id, state }: Dossier, to: string, now: Date): Promise<Write[]> {
  const transfer = transferToPropose(state);
  const there = { id, state: { ...state, orgPath: to } };
  const matter = { kind: 'transferProposed', transfer } as const;
  return tellWhoMay(app, there, { ability: 'answerTransfer', matter, now, otherwise: undefined });
}

const tooMany: Refusal = {
  refused: '这一户前后登记过的人太多，一次移不完，请由原工会的上一级工会代管',
  code: 1302,
};

/** Of a union that was dissolved, or left by everybody, since it was asked: a refusal (E1302) in place of what it decides. */
export async function orUnable(app: App, { state }: Dossier, decided: Action | Refusal, today: string) {
  const pending = pendingTransfer(state);
  if (pending === null || isRefusal(decided)) return decided;
  const why = await cannotTake(app, pending.to, today);
  return why === undefined ? decided : ({ refused: `${why}；不接收的，请退回`, code: 1302 } satisfies Refusal);
}

/** 接收移交: by somebody else than who proposed it. The household, and by what it is found, is the union's from now on. */
export async function acceptance(app: App, before: Dossier, of: { transfer: number }, user: User) {
  const { state } = before;
  const pending = pendingTransfer(state);
  const own = ownProposal(user, state);
  if (own !== undefined) throw new Problem(1504, { detail: own });
  const decided = decideAcceptance(state, { transfer: of.transfer });
  const moved = pending === null || 'refused' in decided ? [] : await movedPlaces(app, before, pending.to);
  return { decided: moved === undefined ? tooMany : decided, says: { transfer: of.transfer }, effects: moved ?? [] };
}

/** Whoever proposed what is answered now is told. */
export function tellProposer(app: App, { id, state }: Dossier, now: Date): Write[] {
  const pending = pendingTransfer(state);
  if (pending === null) return [];
  const { by: person, transfer } = pending;
  return [mailWrite(table(app), id, { kind: 'transferAnswered', transfer }, now, { person })];
}

/** 退回移交: it stays where it is. */
export async function refusal(app: App, { id, state }: Dossier, of: Answer) {
  const { transfer } = of;
  const reason = await keyring(app).seal(transferAnswerContext(id, transfer), of.reason);
  return { decided: decideTransferRefusal(state, { transfer, reason }), says: { transfer } };
}

/** 撤回移交. */
export async function withdrawal(app: App, { id, state }: Dossier, of: Answer) {
  const { transfer } = of;
  const reason = await keyring(app).seal(transferAnswerContext(id, transfer), of.reason);
  return { decided: decideTransferWithdrawal(state, { transfer, reason }), says: { transfer } };
}
interface Answer {
  transfer: number;
  reason: string;
}
