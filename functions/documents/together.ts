import { mayNot, type User } from '../../shared/access/may.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { TogetherKind } from '../../shared/contract/prints.ts';
import type { AnswerOf, BodyOf } from '../../shared/contract/types.ts';
import { isGone } from '../../shared/dossier/disposal-state.ts';
import { formAtHand } from '../../shared/dossier/proposed.ts';
import type { Dossier } from '../../shared/registry/dossier-reader.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, forms, readings, unions } from '../../shared/services/services.ts';
import { officerCardView, workerCardView } from './card-views.ts';
import { authorizationView, consentView } from './consent-view.ts';
import { dossierFormView } from './dossier-form-view.ts';
import { ledgerContentOf } from './ledger-content.ts';
import { ledgerView } from './ledger-view.ts';
import { loadHousehold } from './load.ts';
import type { Bundled, Printer } from './print/printer.ts';

/** So many households are read at once. */
const LANES = 8;
/** The function has 25 s, and the API gives up after 29: what cannot be read by then is left for another time. */
const READ_MS = 12_000;

type Left = AnswerOf<'printTogether'>['left'][number];

/** One print of one household, ready to be drawn. */
interface Ready {
  dossier: string;
  document: TogetherKind;
  print: Bundled;
}

/**
 * Several prints of several households, in the order asked for, as one PDF. Each is written down as the single print is,
 * before it is given. One that cannot be printed keeps none of the others back, and is named with the reason.
 */
export async function printTogether(
  app: App,
  user: User,
  { dossiers: ids, documents }: BodyOf<'printTogether'>,
  printer: Printer,
  now: Date,
): Promise<{ bytes: Uint8Array | undefined; printed: number; left: Left[] }> {
  const begun = performance.now();
  const found = new Map<string, { ready: Ready[]; left: Left[] }>();
  await inLanes([...new Set(ids)], LANES, async (id) => {
    const late = performance.now() - begun > READ_MS;
    found.set(id, late ? whole(id, '这一次来不及印，请另印一次') : await readyOf(app, user, id, documents, now));
  });
  const all = [...new Set(ids)].map((id) => found.get(id) ?? whole(id, '没有印出来'));
  const ready = all.flatMap((each) => each.ready);
  const left = all.flatMap((each) => each.left);
  const { bytes, failed } = await drawn(printer, ready, now);
  const unprinted = failed.map(({ dossier, document }) => ({
    dossier,
    document,
    why: '这一份画不出来，请单独打印，还不行的请找管理员',
  }));
  return { bytes, printed: ready.length - failed.length, left: [...left, ...unprinted] };
}

const whole = (dossier: string, why: string) => ({ ready: [], left: [{ dossier, document: null, why }] });

async function readyOf(app: App, user: User, id: string, documents: readonly TogetherKind[], now: Date) {
  try {
    const dossier = await dossierReader(app).find(id);
    if (dossier === undefined || mayNot(user, 'read', dossier.state) !== undefined)
      return whole(id, '没有这份档案，或者不归您');
    if (isGone(dossier.state)) return whole(id, '已经批准处置，不再打印');
    const views = viewsOf(app, dossier, now);
    const ready: Ready[] = [];
    const left: Left[] = [];
    for (const document of documents) {
      const print = await views[document]();
      if (typeof print === 'string') {
        left.push({ dossier: id, document, why: print });
        continue;
      }
      await readings(app).record(id, { kind: 'print', what: document, by: user.id }, now);
      ready.push({ dossier: id, document, print });
    }
    return { ready, left };
  } catch (error) {
    log('error', 'unexpected', { code: 1009, dossier: id, ...traceOf(error) });
    return whole(id, '系统忙，没有读出来，请另印一次');
  }
}

/** Each kind: what it is drawn from, or why there is none of it. What was issued says the day of then; the others today. */
function viewsOf(app: App, dossier: Dossier, now: Date): Record<TogetherKind, () => Promise<Bundled | string>> {
  const { id, state } = dossier;
  const { plan, issuedFor } = state;
  let loading: ReturnType<typeof loadHousehold> | undefined;
  const issued = async (
    make: (household: NonNullable<Awaited<ReturnType<typeof loadHousehold>>>) => Omit<Bundled, 'at'>,
  ) => {
    if (plan === null || issuedFor.length === 0) return '还没有发卡：帮扶计划签字以后才有';
    if (!issuedFor.includes(plan.plan)) return '新的帮扶计划还没有签字，原来的请打开档案单独打印';
    loading ??= loadHousehold(app, dossier);
    const household = await loading;
    if (household === undefined) return '还没有发卡：帮扶计划签字以后才有';
    return { ...make(household), at: new Date(household.signature.signedAt) } as Bundled;
  };
  const signed = async (view: typeof consentView) => {
    const number = formAtHand(state);
    const form = number > 0 ? await forms(app).find(id, number) : undefined;
    if (form === undefined) return '还没有保存过档案表';
    const union = await unions(app).name(state.orgPath);
    const of = { id, form, number, union, today: dateInShanghai(now) };
    return { kind: 'consentSheet', view: view(app.profile, of), at: now } as const;
  };
  return {
    bothCards: () =>
      issued((household) => ({
        kind: 'bothCards',
        view: { officer: officerCardView(household), worker: workerCardView(household) },
      })),
    officerCard: () => issued((household) => ({ kind: 'officerCard', view: officerCardView(household) })),
    workerCard: () => issued((household) => ({ kind: 'workerCard', view: workerCardView(household) })),
    dossierForm: () => issued((household) => ({ kind: 'dossierForm', view: dossierFormView(household) })),
    ledgerSheet: async () => {
      if (state.registration === null) return '没有建过档，没有台账';
      return {
        kind: 'ledgerSheet',
        view: ledgerView(await ledgerContentOf(app, dossier, dateInShanghai(now))),
        at: now,
      };
    },
    consentSheet: () => signed(consentView),
    authorizationSheet: () => signed(authorizationView),
  };
}

/** All of them in one document; where one cannot be drawn, all the others. */
async function drawn(printer: Printer, ready: readonly Ready[], now: Date) {
  const failed: Ready[] = [];
  for (;;) {
    const rest = ready.filter((each) => !failed.includes(each));
    if (rest.length === 0) return { bytes: undefined, failed };
    let at = 0;
    try {
      const prints = rest.map(({ print }, n) => ({
        ...print,
        begun: () => {
          at = n;
        },
      }));
      return { bytes: await printer.together(prints, now), failed };
    } catch (error) {
      log('error', 'unexpected', { code: 1009, ...traceOf(error) });
      failed.push(rest[at] as Ready);
    }
  }
}
