import { approvalHeld } from '../../shared/dossier/approval-state.ts';
import type { Decision } from '../../shared/dossier/matter.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { problemPageReply } from '../../shared/http/problem-reply.ts';
import { postedFields } from '../../shared/http/request.ts';
import { serve } from '../../shared/http/serve.ts';
import { alreadyDecidedPage, approvalPage, decisionTakenPage } from '../../shared/pages/approval-page.ts';
import { linkEndPage } from '../../shared/pages/link-page.ts';
import type { DecisionEntry } from '../../shared/pages/views.ts';
import { type Dossier, EffectRefused } from '../../shared/registry/dossiers.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, links, publisher, readings } from '../../shared/services/services.ts';
import { enterCode } from '../links/code.ts';
import type { LinkVisit } from '../links/visit.ts';
import { recordDecision } from './decide.ts';
import { decided, openApproval } from './open.ts';
import { readDecision } from './posted.ts';
import { readDecided } from './read-decided.ts';
import { approvalView, decisionView } from './view.ts';

const empty: DecisionEntry = { decision: null, opinion: '', faults: {} };

/** A link that leads to a request, and the household that it is about. */
type Opened = Exclude<LinkVisit, string>;

export const lambda = (app: App) =>
  serve(
    app,
    {
      /** Shows; changes nothing of the dossier, whoever opens it and however often. That it was read is written down. */
      approvalPage: {
        handle: async (call) => {
          const found = await openApproval(app, call);
          if (typeof found === 'string') return linkEndPage(publisher(app), 'approval', found);
          if (decided(found.dossier.state, found.link)) return shownDecided(app, found.dossier, found.link, call.now);
          return shown(app, found, call.params.nonce, empty, call.now, 200);
        },
      },

      /** Decides: needs the code from the mail, a decision, and an opinion unless the decision is to approve. */
      decideByLink: {
        handle: async (call) => {
          const { entry, code } = readDecision(postedFields(call.event));
          const found = await openApproval(app, call, code !== undefined);
          if (typeof found === 'string') return linkEndPage(publisher(app), 'approval', found);
          const { dossier, link } = found;
          const { nonce } = call.params;
          if (decided(dossier.state, link)) return shownDecided(app, dossier, link, call.now, entry);
          if (Object.keys(entry.faults).length > 0 || !code || !entry.decision) {
            return shown(app, found, nonce, entry, call.now, 422);
          }
          const tried = await enterCode(app, link, code, call.now);
          if (tried === 'locked') return linkEndPage(publisher(app), 'approval', 'locked');
          if (tried === 'right' && approvalHeld(dossier.state, entry.decision)) {
            return heldPage(app, found, nonce, entry, call.now);
          }
          if (tried === 'right') return decide(app, found, nonce, { ...entry, decision: entry.decision }, call.now);
          entry.faults.code = tried.fault;
          return shown(app, found, nonce, entry, call.now, 403);
        },
      },
    },
    problemPageReply,
  );

export const handler = lambda(fromEnvironment());

/** The page, once it is written down that it was read: of whom the link is, for nobody here has signed in. */
async function shown(
  app: App,
  { dossier, link }: Opened,
  nonce: string,
  entry: DecisionEntry,
  now: Date,
  status: 200 | 403 | 422,
) {
  await readings(app).record(dossier.id, { kind: 'approvalPage', by: link.approver }, now);
  return approvalPage(await approvalView(app, dossier, { approver: link.approver, entry, nonce }, now), status);
}

async function shownDecided(app: App, dossier: Dossier, link: LinkItem, now: Date, posted?: DecisionEntry) {
  const view = await readDecided(app, dossier, link, now);
  // Tapped twice, or reloaded: the answer to the first was never seen.
  const { decision, approver } = dossier.state.matter.approval?.decision ?? {};
  if (posted !== undefined && decision === posted.decision && approver === link.approver) {
    return decisionTakenPage(view, posted.opinion !== '');
  }
  return alreadyDecidedPage(view, posted !== undefined);
}

type Taken = DecisionEntry & { decision: Decision };

/** The first decision stands; of two at the same moment the other one is shown it. */
async function decide(app: App, { dossier: { id }, link }: Opened, nonce: string, entry: Taken, now: Date) {
  try {
    const { occurrence: request, approver } = link;
    const says = { request, approver, decision: entry.decision, opinion: entry.opinion, how: 'link' as const };
    const { after, another } = await recordDecision(app, id, says, () => [links(app).standsWrite(link, now)], now);
    return another
      ? await shownDecided(app, after, link, now, entry)
      : decisionTakenPage(await decisionView(app, after));
  } catch (error) {
    const lost = error instanceof EffectRefused || (error instanceof Problem && error.code === 1302);
    if (!lost) throw error;
    return standing(app, { dossier: await dossiers(app).get(id), link }, nonce, entry, now);
  }
}

/** What somebody faster left: what they decided, or why the link decides nothing. */
async function standing(app: App, found: Opened, nonce: string, entry: Taken, now: Date) {
  const { dossier: latest, link } = found;
  if (decided(latest.state, link)) return shownDecided(app, latest, link, now, entry);
  if (approvalHeld(latest.state, entry.decision)) return heldPage(app, found, nonce, entry, now);
  return linkEndPage(publisher(app), 'approval', 'superseded');
}

/** An objection is being looked into: whoever would approve is asked to wait, and loses neither link nor code. */
async function heldPage(app: App, found: Opened, nonce: string, entry: DecisionEntry, now: Date) {
  const faults = { ...entry.faults, decision: '有异议正在处理，处理完才能同意；不等的，可以退回补正或不予通过' };
  return shown(app, found, nonce, { ...entry, faults }, now, 422);
}
