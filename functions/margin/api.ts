import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { disclosureOn, disclosureRead } from '../../shared/consent/disclosure.ts';
import { AnswerMarginBody, JoinMarginBody } from '../../shared/contract/bodies/margin.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { decideMarginAnswer } from '../../shared/dossier/margin.ts';
import { act } from '../../shared/http/act.ts';
import { serve } from '../../shared/http/serve.ts';
import { isMarginPlace } from '../../shared/registry/margins.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, margins, readings } from '../../shared/services/services.ts';
import { joining } from './join.ts';
import { marginOf } from './view.ts';

/** So many are read at once. */
const LANES = 8;

export const lambda = (app: App) =>
  serve(app, {
    /** 边缘名单 of a union and of what is below it, and what households are told before they agree to be on it. */
    listMargin: {
      handle: async ({ user, query, now }) => {
        const { org = user.orgPath, cursor } = query;
        permit(user, 'readMargin', { orgPath: org });
        const isOurs = (text: unknown): text is string => typeof text === 'string' && isMarginPlace(text, org);
        const after = placeIn(cursor, isOurs);
        const { found, last } = await margins(app).page(org, { limit: pageSizes.dossiers, after });
        const households = await shown(app, found);
        if (households.length > 0) {
          await readings(app).record(org, { kind: 'list', by: user.id, what: 'margin', page: cursor ?? '' }, now);
        }
        const { margin } = app.profile;
        const told = margin && disclosureRead(app.profile, disclosureOn(margin, dateInShanghai(now)));
        return { status: 200, body: { disclosure: told, households, cursor: last ? pageMark(last) : null } };
      },
    },

    /** 列入: everybody of the form has agreed. From the coming night on it is asked the rules as they are then. */
    joinMargin: {
      body: JoinMarginBody,
      handle: (call) =>
        act(app, call, 'keepMargin', async (before) => ({
          decided: await joining(app, before, call.body, { by: call.user.id, now: call.now }),
          says: {},
          effects: [margins(app).askWrite(before.id)],
        })),
    },

    answerMargin: {
      body: AnswerMarginBody,
      handle: (call) =>
        act(app, call, 'keepMargin', async ({ state }) => {
          const { answer } = call.body;
          return { decided: decideMarginAnswer(state, { answer }), says: { answer } };
        }),
    },
  });

export const handler = lambda(fromEnvironment());

/** In the order of the list. */
async function shown(app: App, found: readonly string[]) {
  const all = new Map<string, Awaited<ReturnType<typeof marginOf>>>();
  await inLanes(found, LANES, async (id) => {
    const dossier = await dossiers(app).find(id);
    if (dossier) all.set(id, await marginOf(app, dossier));
  });
  return found.map((id) => all.get(id)).filter((each) => each !== undefined);
}
