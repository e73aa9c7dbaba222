import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { AidBody, CorrectAidBody, VisitBody } from '../../shared/contract/bodies/ledger.ts';
import { aidToRecord, decideAid, decideCorrection, receiptsWithout } from '../../shared/dossier/aid.ts';
import { placeRefusal } from '../../shared/dossier/rules.ts';
import { aidContext, visitContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { tierOn } from '../../shared/dossier/temporary-state.ts';
import { decideVisit, visitToRecord } from '../../shared/dossier/visiting.ts';
import { Problem, refuseFaults } from '../../shared/errors/problem.ts';
import { act } from '../../shared/http/act.ts';
import { serve } from '../../shared/http/serve.ts';
import type { Aid, AidContent } from '../../shared/ledger/aid.ts';
import type { VisitContent } from '../../shared/ledger/visit.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, keyring } from '../../shared/services/services.ts';
import { aidFaults, lateAid, visitFaults } from './faults.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** 登记帮扶: what was given, when, and out of which funds. */
    recordAid: {
      body: AidBody,
      handle: (call) =>
        act(
          app,
          call,
          'recordAid',
          async ({ id, state }) => {
            const { body, now } = call;
            const receipts = await asFiles(app, id, state.aid.receipts, body.receipt);
            requireRight(app, body, { state, receipts, now, at: '' });
            refuseFaults(lateAid(state, app.profile.deadlines.lateAidDays, dateInShanghai(now)));
            const content = await sealed(app, id, state, { given: givenOf(body, state) });
            const { givenOn, receipt = null } = body;
            return {
              decided: decideAid(state, { givenOn, receipt, content }),
              says: { aid: aidToRecord(state) },
            };
          },
          201,
        ),
    },

    /** 更正帮扶: an entry in the place of another, which stays. */
    correctAid: {
      body: CorrectAidBody,
      handle: (call) =>
        act(
          app,
          call,
          'recordAid',
          async ({ id, state }) => {
            const { body, now, params } = call;
            const corrects = entryIn(params.aid, state);
            const { reason, given } = body;
            if (given) {
              const receipts = await asFiles(app, id, receiptsWithout(state.aid, corrects), given.receipt);
              requireRight(app, given, { state, receipts, now, at: '/given' });
            }
            const content = await sealed(app, id, state, { given: given && givenOf(given, state), reason });
            const said = { corrects, givenOn: given?.givenOn ?? null, receipt: given?.receipt ?? null, content };
            return { decided: decideCorrection(state, said), says: { aid: aidToRecord(state) } };
          },
          201,
        ),
    },

    /** 登记走访: what was found, and when the household is seen again. */
    recordVisit: {
      body: VisitBody,
      handle: (call) =>
        act(
          app,
          call,
          'recordVisit',
          async ({ id, state }) => {
            const { visitedOn, nextOn = null, finding, ...found } = call.body;
            const visit = visitToRecord(state);
            if (placeRefusal(state, 'recordVisit') === undefined) {
              refuseFaults(visitFaults(call.body, state, dateInShanghai(call.now)));
            }
            const content = await keyring(app).seal(visitContext(id, visit), found satisfies VisitContent);
            return { decided: decideVisit(state, { visitedOn, nextOn, finding, content }), says: { visit } };
          },
          201,
        ),
    },
  });

export const handler = lambda(fromEnvironment());

/** E1318 for what is no entry of this ledger. */
function entryIn(text: string, { aid }: DossierState): number {
  const entry = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
  if (entry < 1 || entry > aid.entries) throw new Problem(1318);
  return entry;
}

/** The receipts that are used, those that are the same file as `receipt` under its name: uploaded twice, one receipt is one. */
async function asFiles(
  app: App,
  id: string,
  receipts: DossierState['aid']['receipts'],
  receipt: string | undefined,
): Promise<DossierState['aid']['receipts']> {
  if (receipt === undefined || receipts.length === 0) return receipts;
  const files = new Map(
    (await dossiers(app).journal(id)).flatMap(({ action }) =>
      action.type === 'addAttachment' ? [[action.attachment, action.sha256] as const] : [],
    ),
  );
  const file = files.get(receipt);
  return receipts.map((each) => (file !== undefined && files.get(each.receipt) === file ? { ...each, receipt } : each));
}

/** E1004 with everything that is wrong with it, below the pointer where it stands in the request. */
function requireRight(
  app: App,
  body: AidBody,
  of: { state: DossierState; receipts: DossierState['aid']['receipts']; now: Date; at: string },
): void {
  const { state, receipts, now, at } = of;
  // Where the dossier takes no aid at all, that is said, and nothing of the fields.
  if (placeRefusal(state, 'recordAid') !== undefined) return;
  const faults = aidFaults(body, { state, receipts, funds: app.profile.funds, today: dateInShanghai(now) });
  refuseFaults(faults.map((fault) => ({ ...fault, pointer: `${at}${fault.pointer}` })));
}

/** What is sealed of it; a breach of the rule of funds with the tier that it was of. */
function givenOf(body: AidBody, state: DossierState): Aid {
  const { givenOn, receipt: _, breachReason, ...given } = body;
  const tier = tierOn(state, givenOn);
  if (breachReason === undefined || tier === undefined) return given;
  return { ...given, breach: { tier, reason: breachReason } };
}

const sealed = (app: App, id: string, state: DossierState, content: AidContent) =>
  keyring(app).seal(aidContext(id, aidToRecord(state)), content);
