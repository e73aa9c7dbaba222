import * as z from 'zod/mini';
import type { User } from '../../shared/access/may.ts';
import { mostLeft } from '../../shared/contract/bodies/transfers.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { isRefusal, type Refusal } from '../../shared/dossier/deed.ts';
import type { Status } from '../../shared/dossier/status.ts';
import { pendingTransfer } from '../../shared/dossier/transfer-state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { contains, county, levelOf } from '../../shared/organisation/org-path.ts';
import { isPlace } from '../../shared/registry/dossier-reader.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { Write } from '../../shared/registry/table.ts';
import { isTaskPlace } from '../../shared/registry/tasks.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, tasks } from '../../shared/services/services.ts';
import { acceptance, proposal } from './one.ts';

/** So many households are handed over at once. */
const LANES = 8;
/** What is left after this long is for the next call: the API itself gives up after 29 s. */
const LONGEST_MS = 12_000;
const PAGE = 50;
/** Who does it, and when. */
interface Doing {
  user: User;
  now: Date;
}

/** In these a household is on file, or taken in for a time. Where one is being decided about, its place in the answer says so. */
const inCare = [
  'registered',
  'reverifying',
  'amending',
  'temporary',
  'converting',
  'leaving',
] as const satisfies readonly Status[];

/** What came of a call: each household that stays where it is, and why; one never keeps the others. */
interface Many {
  done: number;
  left: { dossier: string; message: string }[];
  /** Where the next call goes on; null at the end. */
  cursor: string | null;
}

const Place = z.strictObject({ status: z.enum(inCare), last: z.nullable(z.string()) });
type Place = z.infer<typeof Place>;

/**
 * Proposes every household on file of a union, and of those below it, to another. What is proposed already is passed over,
 * so a call that died is made again. Nobody is written to about each of hundreds: the digest of the morning counts them.
 */
export async function proposeAll(
  app: App,
  of: { from: string; to: string; reason: string; place?: string | undefined },
  doing: Doing,
): Promise<Many> {
  const { from, to } = of;
  const isOurs = (text: unknown): text is Place => {
    const { data } = Place.safeParse(text);
    return data !== undefined && (data.last === null || isPlace(data.last, from));
  };
  let place: Place | undefined = placeIn(of.place, isOurs) ?? first(inCare[0]);
  const many = new Doings(app, doing);
  while (place !== undefined && many.goesOn()) {
    const { status, last } = place as Place;
    const page = await dossiers(app).page(status, from, { limit: PAGE, ...(last === null ? {} : { after: last }) });
    const here = page.dossiers.filter(({ orgPath, transferring }) => orgPath !== to && !transferring);
    await many.each(
      here.map(({ id }) => id),
      async (before) => (pendingTransfer(before.state) ? undefined : proposal(app, before, of)),
    );
    place = page.last === undefined ? first(inCare[inCare.indexOf(status) + 1]) : { status, last: page.last };
  }
  return many.answer(place);
}

const first = (status: Place['status'] | undefined): Place | undefined => status && { status, last: null };

/** Accepts every household that a union proposes to this one. What is accepted already waits no more. */
export async function acceptAll(
  app: App,
  { from, to, place: after }: { from: string; to: string; place?: string | undefined },
  doing: Doing,
): Promise<Many> {
  const role = levelOf(to) === undefined ? 'registrar' : 'reviewer';
  const isOurs = (text: unknown): text is string => typeof text === 'string' && isTaskPlace(text, role);
  let place: string | null | undefined = placeIn(after, isOurs) ?? null;
  const many = new Doings(app, doing);
  while (place !== undefined && many.goesOn()) {
    const page: Awaited<ReturnType<ReturnType<typeof tasks>['ofCounty']>> = await tasks(app).ofCounty(
      county(to),
      role,
      { limit: PAGE, ...(place === null ? {} : { after: place }) },
    );
    const asked = page.tasks.filter(({ kind, orgPath }) => kind === 'transfer' && orgPath === to);
    await many.each(
      asked.map(({ dossierId }) => dossierId),
      async (before) => {
        const pending = pendingTransfer(before.state);
        if (pending === null || pending.to !== to || !contains(from, pending.from)) return undefined;
        return acceptance(app, before, pending, doing.user);
      },
    );
    place = page.last;
  }
  return many.answer(place);
}

type Decide = (before: Dossier) => Promise<{ decided: Action | Refusal; effects?: Write[] } | undefined>;

/** Many households, one after the other or some at once, for as long as a call may take. */
class Doings {
  private readonly app: App;
  private readonly doing: Doing;
  private readonly begun = performance.now();
  private readonly done = new Set<string>();
  private readonly left = new Map<string, string>();

  constructor(app: App, doing: Doing) {
    this.app = app;
    this.doing = doing;
  }

  goesOn(): boolean {
    return performance.now() - this.begun < LONGEST_MS && this.left.size < mostLeft - PAGE;
  }

  async each(ids: readonly string[], decide: Decide): Promise<void> {
    await inLanes(ids, LANES, async (id) => {
      try {
        await this.doOne(id, decide);
      } catch (error) {
        if (!(error instanceof Problem)) log('error', 'not handed over', { dossier: id, ...traceOf(error) });
        const said = error instanceof Problem ? error.said : '系统没有办成，请再办一次';
        this.left.set(id, said);
      }
    });
  }

  private async doOne(id: string, decide: Decide): Promise<void> {
    const { user, now } = this.doing;
    await dossiers(this.app).recordLatest(id, async (before) => {
      const outcome = await decide(before);
      if (outcome === undefined) return undefined;
      const { decided: action, effects = [] } = outcome;
      if (isRefusal(action)) {
        this.left.set(id, `${action.refused}。`);
        return undefined;
      }
      this.done.add(id);
      return { action, actor: { kind: 'staff', id: user.id }, now, effects };
    });
  }

  answer(place: unknown): Many {
    const left = [...this.left].map(([dossier, message]) => ({ dossier, message }));
    const failed = new Set(this.left.keys());
    const done = [...this.done].filter((id) => !failed.has(id)).length;
    return { done, left, cursor: place === undefined ? null : pageMark(place) };
  }
}
