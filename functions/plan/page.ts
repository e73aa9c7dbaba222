import type { PlanContent } from '../../shared/contract/bodies/plan.ts';
import { decideDecline, decideSignature } from '../../shared/dossier/plan.ts';
import { declineContext, planContext, signatureContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { problemPageReply } from '../../shared/http/problem-reply.ts';
import { postedFields } from '../../shared/http/request.ts';
import { type Call, serve } from '../../shared/http/serve.ts';
import { linkEndPage } from '../../shared/pages/link-page.ts';
import { alreadySignedPage, planDeclinedPage, planPage, planSignedPage } from '../../shared/pages/plan-page.ts';
import type { SignatureEntry } from '../../shared/pages/views.ts';
import { type Dossier, EffectRefused } from '../../shared/registry/dossiers.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, forms, keyring, links, publisher } from '../../shared/services/services.ts';
import { enterCode } from '../links/code.ts';
import { type LinkVisit, visit } from '../links/visit.ts';
import { ownPages } from './own-page.ts';
import { readSignature } from './posted.ts';
import { isSameName } from './signed-name.ts';
import { planView, signedView } from './view.ts';

const signed = (state: DossierState, link: LinkItem): boolean =>
  state.plan?.plan === link.occurrence && state.plan.signedAt !== null;

const declined = (state: DossierState, link: LinkItem): boolean =>
  state.plan?.plan === link.occurrence && state.plan.declined !== null;

const open = (app: App, { params, now }: Call<'planPage' | 'signPlan'>, typed = false): Promise<LinkVisit> =>
  visit(
    links(app),
    dossiers(app),
    ['signature', 'presence'],
    { nonce: params.nonce, now, typed },
    (state, link) => signed(state, link) || declined(state, link),
  );

/** A link that leads to a plan. */
type Opened = Exclude<LinkVisit, string>;

export const lambda = (app: App) =>
  serve(
    app,
    {
      /** Shows the plan; changes nothing. */
      planPage: {
        handle: async (call) => {
          const found = await open(app, call);
          if (typeof found === 'string') return linkEndPage(publisher(app), 'signature', found);
          const plan = await planOf(app, found.dossier);
          const nothing = { name: '', agree: null, reason: '', faults: {} };
          return saidPage(app, found, plan) ?? planPage(planView(app, found.dossier, found.link, plan, nothing), 200);
        },
      },

      /** 困难职工签字确认: their name as on the form, the code, and their word that they have read it and agree, or why not. */
      signPlan: {
        handle: async (call) => {
          const { entry, code } = readSignature(postedFields(call.event));
          const found = await open(app, call, code !== undefined);
          if (typeof found === 'string') return linkEndPage(publisher(app), 'signature', found);
          const { dossier, link } = found;
          const plan = await planOf(app, dossier);
          const said = saidPage(app, found, plan, entry.agree);
          if (said) return said;
          const again = (status: 403 | 422) => planPage(planView(app, dossier, link, plan, entry), status);
          if (!code || Object.keys(entry.faults).length > 0) return again(422);
          const tried = await enterCode(app, link, code, call.now);
          if (tried === 'locked') return linkEndPage(publisher(app), 'signature', 'locked');
          if (tried !== 'right') entry.faults.code = tried.fault;
          // Only after the right code: otherwise the page would tell a guesser whose plan it is.
          else if (!(await isWorkersName(app, dossier, entry.name)))
            entry.faults.name = '须由困难职工本人签字，姓名与档案表不一致';
          if (Object.keys(entry.faults).length > 0) return again(403);
          return say(app, found, plan, entry, call.now);
        },
      },
      ...ownPages(app),
    },
    problemPageReply,
  );

export const handler = lambda(fromEnvironment());

async function planOf(app: App, { id, state }: Dossier): Promise<PlanContent> {
  if (!state.plan) throw new Error('no plan to show');
  return keyring(app).open<PlanContent>(planContext(id, state.plan.plan), state.plan.content);
}

async function isWorkersName(app: App, { id, state }: Dossier, name: string): Promise<boolean> {
  const form = await forms(app).getSubmitted(id, state.inForce?.form ?? 0);
  return isSameName(form.worker.name, name);
}

/** What the worker has said of this plan before; undefined while they have said nothing. */
function saidPage(app: App, { dossier, link }: Opened, plan: PlanContent, now: SignatureEntry['agree'] = null) {
  if (signed(dossier.state, link)) return alreadySignedPage(signedView(app, dossier, plan), now === 'no');
  return declined(dossier.state, link) ? planDeclinedPage(signedView(app, dossier, plan), now) : undefined;
}

/** Of two at the same moment the first word counts, and is shown to both. */
async function say(app: App, opened: Opened, plan: PlanContent, entry: SignatureEntry, now: Date) {
  const shown = (dossier: Dossier) =>
    saidPage(app, { ...opened, dossier }, plan, entry.agree) ?? linkEndPage(publisher(app), 'signature', 'superseded');
  try {
    const { after, another } = await recorded(app, opened, entry, now);
    if (another) return shown(after);
    const view = signedView(app, after, plan);
    return entry.agree === 'yes' ? planSignedPage(view) : planDeclinedPage(view);
  } catch (error) {
    const lost = error instanceof EffectRefused || (error instanceof Problem && error.code === 1302);
    if (!lost) throw error;
    return shown(await dossiers(app).get(opened.dossier.id));
  }
}

/** Records the signature, or that there is none and why. `another`: the worker had said it already. */
async function recorded(app: App, { dossier, link }: Opened, entry: SignatureEntry, now: Date) {
  let another = false;
  const after = await dossiers(app).recordLatest(dossier.id, async ({ state }) => {
    another = signed(state, link) || declined(state, link);
    if (another) return undefined;
    return {
      action: await wordOf(app, dossier, state, link, entry),
      actor: { kind: 'worker', id: 'plan-page' },
      now,
      effects: [links(app).standsWrite(link, now)],
    };
  });
  return { after, another };
}

async function wordOf(
  app: App,
  { id }: Dossier,
  state: DossierState,
  { occurrence: plan, shownBy }: LinkItem,
  { agree, name, reason }: SignatureEntry,
) {
  if (agree === 'yes') {
    const signature = await keyring(app).seal(signatureContext(id, plan), { name });
    return decideSignature(state, { plan, signature, shownBy });
  }
  return decideDecline(state, { plan, reason: await keyring(app).seal(declineContext(id, plan), reason) });
}
