import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Role, User } from '../../shared/access/may.ts';
import { roles } from '../../shared/access/may.ts';
import { app, found, prepare, requestOf, table } from '../../shared/access/who-may.fixture.ts';
import { actionTitles, type DossierAction } from '../../shared/contract/dossier-actions.ts';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import { type Route, routes } from '../../shared/contract/routes.ts';
import { openConflicts } from '../../shared/dossier/check-state.ts';
import { openCorrections } from '../../shared/dossier/correction-list.ts';
import { openObjections, untriagedObjections } from '../../shared/dossier/objection-list.ts';
import { formAtHand, formToSubmit, submittedForm } from '../../shared/dossier/proposed.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { dossiers } from '../../shared/services/services.ts';
import { type Ask, ask, county, people } from '../../test/support/journey.ts';
import { detailOf } from './detail.ts';

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  await prepare();
  return () => void vi.restoreAllMocks();
}, 60_000);

const actions = Object.keys(actionTitles) as DossierAction[];

/** Whoever asks: everybody of the fixture, somebody who registered and has every part, and somebody of another union above. */
const asking: Record<string, NonNullable<Ask['as']>> = {
  ...people,
  everyPart: { ...people.registrar, roles: roles.join(' '), orgPath: county },
  ofProvince: { ...people.reviewer, sub: 'reviewer-province', orgPath: '530000' },
  ofUnit: { ...people.reviewer, sub: 'reviewer-unit', orgPath: people.registrar.orgPath },
};

/** Refused because of who asks, or of where the dossier stands; everything else is of what was filled in. */
const denials = [1302, 1304, 1305, 1307, 1310, 1318, 1350, 1502, 1503, 1504];

const userOf = ({ sub, roles: those, orgPath }: { sub: string; roles: string; orgPath: string }): User => ({
  id: sub,
  roles: those.split(' ') as Role[],
  orgPath,
});

type Told = Awaited<ReturnType<typeof detailOf>>['actions'];
const told = new Map<string, { name: string; who: string; actions: Told }>();

/** What everybody is told of an action, dossier by dossier; what is left of one that has gone dark is read by nobody here. */
async function toldOf(action: DossierAction) {
  if (told.size === 0) {
    for (const [name, id] of Object.entries(found)) {
      const dossier = name === 'dark' ? undefined : await dossiers(app).find(id);
      if (dossier === undefined) continue;
      for (const [who, as] of Object.entries(asking)) {
        const { actions: of } = await detailOf(app, dossier, userOf(as), app.now());
        told.set(`${name} ${who}`, { name, who, actions: of });
      }
    }
  }
  return [...told.values()].map(({ actions: of, ...each }) => ({
    ...each,
    denied: of.find((one) => one.action === action)?.denied ?? null,
  }));
}

/** Two have to do it; whoever began may take it back. */
const isTakenBack = (action: DossierAction) => action === 'rulePaperSignature' || action === 'ruleAccount';

function planOf(action: DossierAction, { plan, planInForce, issuedFor }: DossierState): number {
  if (action === 'recordEntered') return issuedFor.at(-1) ?? 1;
  return (action === 'evaluatePlan' ? planInForce?.plan : plan?.plan) ?? 1;
}

/** The body of the example, as somebody fills it in who looks at this very dossier. */
function filledIn(action: DossierAction, state: DossierState, body: Record<string, unknown>): object {
  const { matter, plan, transfer, inForce } = state;
  const conflict = openConflicts(matter.checking)[0];
  const paper = plan?.onPaper?.attachment ?? state.attachments.at(-1)?.id ?? '0'.repeat(26);
  const right: Record<string, unknown> = {
    matter: matter.matter,
    form: {
      submit: formToSubmit(state) ?? 1,
      clear: formToSubmit(state) ?? 1,
      recordSurvey: submittedForm(state) ?? 1,
      withdrawConsent: formAtHand(state),
      renewConsent: formAtHand(state),
      updateContact: inForce?.form ?? 1,
      proposeAccount: inForce?.form ?? 1,
      paperInStep: inForce?.form ?? 1,
      recordEntered: inForce?.form ?? 1,
    }[action as string],
    plan: planOf(action, state),
    transfer: transfer?.transfer ?? 1,
    attachment: paper,
    signedOn: '2026-11-24',
    objections: untriagedObjections(matter).map(({ objection }) => objection),
    ...(conflict && /Check$/.test(action) ? { source: conflict.source } : {}),
    // For which a household leaves whatever else is under way.
    ...(action === 'proposeExit' ? { reason: 'death' } : {}),
    ...(action === 'ruleCheck' ? { outcome: 'return' } : {}),
    ...(action === 'answerCorrection' ? { outcome: 'corrected' } : {}),
    account: action === 'ruleAccount' ? (state.account.pending?.account ?? 1) : undefined,
    ...(action === 'answerMargin' ? { answer: 'ownWish' } : {}),
    ...(isTakenBack(action) ? { outcome: 'refused', reason: '看不清' } : {}),
  };
  return Object.fromEntries(
    Object.entries({ ...body, ...(isTakenBack(action) ? { reason: '' } : {}) }).map(([name, value]) => [
      name,
      right[name] === undefined || (Array.isArray(right[name]) && right[name].length === 0) ? value : right[name],
    ]),
  );
}

/** What the operation itself says to this person about this dossier. */
async function answerTo(action: DossierAction, name: string, as: NonNullable<Ask['as']>) {
  const id = found[name] as string;
  const { state, version } = await dossiers(app).get(id);
  const row = table[action];
  if (row === undefined) throw new Error(action);
  const request = requestOf(action, row, id);
  const n =
    action === 'answerCorrection' ? openCorrections(state)[0]?.correction : openObjections(state.matter)[0]?.objection;
  const aid = Array.from({ length: state.aid.entries }, (_, at) => at + 1).findLast(
    (each) => !state.aid.corrected.includes(each),
  );
  const params = {
    ...request.params,
    ...(n === undefined ? {} : { n: String(n) }),
    ...(aid === undefined ? {} : { aid: String(aid) }),
    ...(state.duplicates[0] ? { other: state.duplicates[0].dossier } : {}),
  };
  const body = 'body' in request ? { body: filledIn(action, state, request.body as Record<string, unknown>) } : {};
  const headers = action === 'saveForm' ? { 'if-match': `"${version}"` } : {};
  const restore = app.mark();
  const answer = await ask(app, action, { ...request, ...body, params, headers, as });
  restore();
  const { code, detail, faults } = JSON.parse(answer.body) as { code?: number; detail?: string; faults?: unknown };
  return { code: code ?? 0, said: `${code} ${detail} ${JSON.stringify(faults)}` };
}

describe('我能办什么', () => {
  it('工会人员对一份档案办的每一件都在里面，别的没有', () => {
    // What is typed is kept beside the form until it is saved, by whoever may save it; an approver decides without
    // reading the dossier, by what is laid before them; whoever looks into a household that was drawn has it on the
    // list of its spot check.
    const apart = ['keepScratch', 'decideApproval', 'recordFinding'];
    const ofOne = (routes as readonly Route[]).filter(
      ({ operation, access, method, path }) =>
        !apart.includes(operation) && access === 'staff' && method !== 'GET' && path.startsWith('/v1/dossiers/{id}/'),
    );
    expect(actions.toSorted()).toEqual(ofOne.map(({ operation }) => operation).toSorted());
    for (const action of actions) expect(exchangeOf(action).summary).not.toBe('');
  });

  it.each(actions)('%s：说能办的，办得成；说不能办的，真不准', async (action) => {
    const wrong: string[] = [];
    for (const { name, who, denied } of await toldOf(action)) {
      // Whose part it is does not depend on where the dossier stands: of that, one dossier is enough.
      if (denied?.kind === 'role' && name !== table[action]?.with) continue;
      // Each a second later: nobody asks too fast.
      app.at(new Date(app.now().getTime() + 1000).toISOString());
      const { code, said } = await answerTo(action, name, asking[who] as NonNullable<Ask['as']>);
      // Some look at what was filled in before they look where the dossier stands.
      if (code === 1004 && denied?.kind === 'place') continue;
      if (denials.includes(code) === (denied !== null)) continue;
      wrong.push(`${name}, ${who}: ${denied ? `${denied.kind} ${denied.reason}` : 'may'} / ${said}`);
    }
    expect(wrong).toEqual([]);
  });
});
