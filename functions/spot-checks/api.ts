import { requireLevel } from '../../shared/access/level.ts';
import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import {
  EnterDrawNumbersBody,
  PrepareSpotCheckBody,
  RecordFindingBody,
  RecordRemedyBody,
} from '../../shared/contract/bodies/spot-checks.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { findingContext, remedyContext } from '../../shared/dossier/seal-contexts.ts';
import { settledBy, spotCheckIn } from '../../shared/dossier/spot-check-state.ts';
import { decideFinding, decideRemedy } from '../../shared/dossier/spot-checking.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { act } from '../../shared/http/act.ts';
import { requireYear } from '../../shared/http/asked-day.ts';
import { requireUnion } from '../../shared/http/asked-union.ts';
import { serve } from '../../shared/http/serve.ts';
import { county } from '../../shared/organisation/org-path.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import { isSpotCheckPlace, type SpotCheck, spotCheckEffect } from '../../shared/registry/spot-checks.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { App } from '../../shared/services/app.ts';
import { coverageIn } from '../../shared/services/coverage.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossierReader, keyring, readings, spotChecks, table } from '../../shared/services/services.ts';
import { numbersIn } from '../../shared/spot-checks/draw.ts';
import { agreedNumbers, mayEnterNoMore, mostEntries, mostOwnEntries } from '../../shared/spot-checks/entries.ts';
import { lookStates } from '../../shared/spot-checks/words.ts';
import { coveredPage } from './covered.ts';
import { made, replaced } from './draw.ts';
import { prepared } from './prepare.ts';
import { detailOf, goneFrom, householdsOf, isIn, summaryOf } from './view.ts';
import { hasLooked, visitorRefusal } from './visitor.ts';
import { wordIn } from './word-in.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** 准备: the frame is listed and its digest recorded, before anybody can know the numbers. */
    prepareSpotCheck: {
      body: PrepareSpotCheckBody,
      handle: async ({ user, body, now, remember }) => {
        permit(user, 'prepareSpotCheck', body);
        requireLevel(user, 'prepareSpotCheck', app.profile);
        await requireUnion(app, user, body.orgPath, '/orgPath');
        const { check, latest } = await prepared(app, user, body, now);
        const { id, digest } = check;
        const { draw, households } = await summaryOf(app, user, check);
        const answer = { status: 201, body: { check: id, digest, households, draw } };
        await written(app, [...(await spotChecks(app).prepareWrites(check, latest)), ...remember(answer)]);
        return answer;
      },
    },

    listSpotChecks: {
      handle: async ({ user, query }) => {
        const { org = user.orgPath, cursor } = query;
        permit(user, 'readSpotChecks', { orgPath: org });
        const isOurs = (place: unknown): place is string => typeof place === 'string' && isSpotCheckPlace(place, org);
        const found = await spotChecks(app).within(org, placeIn(cursor, isOurs), pageSizes.spotChecks);
        const ours = found.filter(({ spotCheck: { orgPath } }) => orgPath === org || orgPath.startsWith(`${org}/`));
        return {
          status: 200,
          body: {
            spotChecks: await Promise.all(ours.map(({ spotCheck }) => summaryOf(app, user, spotCheck))),
            quotaPercent: app.profile.spotChecks.yearlyPercent,
            cursor: found.length < pageSizes.spotChecks ? null : pageMark(found.at(-1)?.place),
          },
        };
      },
    },

    getSpotCheckCoverage: {
      handle: async ({ user, query, now }) => {
        const { org = user.orgPath, year = dateInShanghai(now).slice(0, 4) } = query;
        permit(user, 'readSpotChecks', { orgPath: org });
        requireYear('year', year);
        return { status: 200, body: await coverageIn(app, user, { org, year }) };
      },
    },

    /** Which households a number of a county's coverage is made of. */
    listCoverageHouseholds: {
      handle: async ({ user, query, now }) => {
        const { org = user.orgPath, year = dateInShanghai(now).slice(0, 4) } = query;
        if (county(org) !== county(user.orgPath)) {
          throw new Problem(1502, {
            detail: '各户由县里的人看自己县的，市里、省里的人看本级和直属单位的；上级看得到的是户数。',
          });
        }
        permit(user, 'readSpotChecks', { orgPath: county(org) });
        permit(user, 'list', { orgPath: county(org) });
        requireYear('year', year);
        const body = await coveredPage(app, user, { ...query, org: county(org), year });
        if (body.households.length > 0) {
          const what = `coverage ${year}${query.looked === undefined ? '' : ` looked=${query.looked}`}`;
          const reading = { kind: 'list' as const, by: user.id, what, page: query.cursor ?? '' };
          await readings(app).record(county(org), reading, now);
        }
        return { status: 200, body };
      },
    },

    getSpotCheck: {
      handle: async ({ user, params, now }) => {
        const check = await foundIn(app, params.spotCheck);
        permit(user, 'readSpotChecks', check);
        return { status: 200, body: await detailOf(app, user, check, now) };
      },
    },

    /** The numbers, as one person read them; two who read the same make them count. */
    enterDrawNumbers: {
      body: EnterDrawNumbersBody,
      handle: async ({ user, params, body, now, remember }) => {
        const check = await foundIn(app, params.spotCheck);
        permit(user, 'prepareSpotCheck', check);
        const numbers = numbersIn(body.numbers);
        if (numbers === undefined) {
          const message = `“${body.numbers}”不是一组号码：只写数字，用空格、逗号或顿号隔开，至多二十个`;
          throw fieldProblem('/numbers', message);
        }
        refuseEntry(check, user, dateInShanghai(now));
        const entries = [...check.entries, { by: user.id, at: now.toISOString(), numbers, source: body.source }];
        const answer = { status: 200, body: { check: check.id, numbers: agreedNumbers(entries) } };
        const writes = await spotChecks(app).changeWrites(check, { entries }, { by: user.id, now });
        await written(app, [...writes, ...remember(answer)]);
        return answer;
      },
    },

    drawSpotCheck: {
      handle: async ({ user, params, now, remember }) => {
        const check = await foundIn(app, params.spotCheck);
        permit(user, 'prepareSpotCheck', check);
        const { seed, root, numbers, sample } = await made(app, check, now);
        await spotChecks(app).putSample(check.id, sample);
        const answer = { status: 200, body: { check: check.id, seed, draw: sample.length } };
        const drawn = { by: user.id, at: now.toISOString(), root, numbers, seed };
        const writes = await spotChecks(app).changeWrites(check, { drawn }, { by: user.id, now });
        await written(app, [...writes, ...remember(answer)]);
        return answer;
      },
    },

    listSpotCheckHouseholds: {
      handle: async ({ user, params, query, now }) => {
        const check = await foundIn(app, params.spotCheck);
        permit(user, 'readSpotChecks', check);
        const look = wordIn('look', query.look, lookStates);
        const [sample, rows] = await Promise.all([spotChecks(app).sample(check), spotChecks(app).rows(check.id)]);
        const rowOf = new Map(rows.map((row) => [row.dossier, row]));
        const isOurs = (place: unknown): place is string => sample.some(({ dossier }) => dossier === place);
        const after = placeIn(query.cursor, isOurs);
        const from = after === undefined ? 0 : sample.findIndex(({ dossier }) => dossier === after) + 1;
        const gone = look === undefined ? new Set<string>() : await goneFrom(app, sample, rows);
        const left = sample.slice(from).filter(({ dossier }) => isIn(look, rowOf.get(dossier), gone.has(dossier)));
        const page = left.slice(0, pageSizes.dossiers);
        const households = await householdsOf(app, user, check, page, rows);
        if (households.length > 0) {
          const what = `spotCheck ${check.id}`;
          const reading = { kind: 'list' as const, by: user.id, what, page: query.cursor ?? '' };
          await readings(app).record(check.orgPath, reading, now);
        }
        const cursor = left.length > page.length ? pageMark(page.at(-1)?.dossier) : null;
        return { status: 200, body: { households, cursor } };
      },
    },

    /** 结论 of one who has looked: the next may agree, and where two disagree a third has the last word. */
    recordFinding: {
      body: RecordFindingBody,
      handle: (call) =>
        act(
          app,
          call,
          'recordFinding',
          async ({ id, state, version }) => {
            const { body, now, user } = call;
            const check = await foundIn(app, body.check);
            const drawn = (await spotChecks(app).sample(check)).find(({ dossier }) => dossier === id);
            if (drawn === undefined) throw new Problem(1343);
            const before = spotCheckIn(state, check.id)?.looks ?? [];
            const why = visitorRefusal(user, state, await dossierReader(app).journal(id));
            if (why !== undefined) throw new Problem(1503, { detail: why });
            const frame = check.strata[drawn.stratum - 1]?.frame as SpotCheck['frames'][number];
            if (before.some(({ by }) => by === user.id)) throw new Problem(1302, { detail: hasLooked });
            const { finding, evidence } = body;
            const content = await keyring(app).seal(findingContext(id, version + 1), body.seen);
            const remedyBy = addDays(dateInShanghai(now), app.profile.spotChecks.remedyDays);
            return {
              decided: decideFinding(state, { check: check.id, frame, finding, evidence, content, remedyBy }),
              says: { settled: settledBy([...before, { finding }]) },
            };
          },
          201,
        ),
    },

    recordRemedy: {
      body: RecordRemedyBody,
      handle: (call) =>
        act(
          app,
          call,
          'recordRemedy',
          async ({ id, state, version }) => {
            const { check, how, done } = call.body;
            const content = await keyring(app).seal(remedyContext(id, version + 1), done);
            return { decided: decideRemedy(state, { check, how, content }), says: { how } };
          },
          201,
        ),
    },
  });

export const handler = lambda(fromEnvironment());

/** E1341. */
async function foundIn(app: App, id: string): Promise<SpotCheck> {
  const check = await spotChecks(app).find(id);
  if (check === undefined) throw new Problem(1341);
  return check;
}

/** E1342 while there are no numbers to be known, once they are in force, and of whoever has entered often enough. */
function refuseEntry({ publicDraw, entries, replacedBy }: SpotCheck, { id }: User, today: string): void {
  const why = replacedBy
    ? replaced
    : today < publicDraw.on
      ? `${publicDraw.on} 才开奖，还没有号码。`
      : agreedNumbers(entries) !== null
        ? '已经有两个人录得一样，号码不再改。'
        : mayEnterNoMore(entries, id)
          ? `一个人录入至多 ${mostOwnEntries} 次，一共至多 ${mostEntries} 次：请别的抽查人照公布的录入；再也录不成的，开奖三十天以后可以另准备一次代替它。`
          : undefined;
  if (why !== undefined) throw new Problem(1342, { detail: why });
}

/** E1301 where somebody else was faster; of a request that was answered before, its answer is found again. */
async function written(app: App, writes: Write[]): Promise<void> {
  const refused = await table(app).transact(writes);
  if (refused.includes(spotCheckEffect)) throw new Problem(1301);
  if (refused.length > 0) throw new EffectRefused(refused);
}
