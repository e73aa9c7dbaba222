import { permit } from '../../shared/access/permit.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { GrantInspectionBody } from '../../shared/contract/bodies/inspection.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { BodyOf } from '../../shared/contract/types.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { type FieldFault, Problem, refuseFaults } from '../../shared/errors/problem.ts';
import { areaAsked } from '../../shared/http/asked-area.ts';
import { requireDay, requireYear } from '../../shared/http/asked-day.ts';
import { requireUnion } from '../../shared/http/asked-union.ts';
import { serve } from '../../shared/http/serve.ts';
import { mostConductDays } from '../../shared/inspection/conduct-words.ts';
import { mostInspectionDays } from '../../shared/inspection/inspection.ts';
import { contains } from '../../shared/organisation/org-path.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { newId } from '../../shared/registry/ids.ts';
import { inspectionEffect } from '../../shared/registry/inspections.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { inspections, people, readings, table } from '../../shared/services/services.ts';
import { conductIn } from './conduct.ts';
import { resultsIn } from './results.ts';
import { toldOf } from './told.ts';

/** Of so many days a report is, where nobody says. */
const USUAL_DAYS = 30;

export const lambda = (app: App) =>
  serve(app, {
    grantInspection: {
      body: GrantInspectionBody,
      handle: async ({ user, body, now, remember }) => {
        permit(user, 'grantInspection', body);
        await requireUnion(app, user, body.orgPath, '/orgPath');
        const today = dateInShanghai(now);
        const faults = [...faultsIn(body, today), ...(await inspectorFaults(app, body, user.id))];
        refuseFaults(faults);
        const id = newId();
        const granting = await inspections(app).toGrant({
          ...{ id, ...body, by: user.id, byOrg: user.orgPath, at: now.toISOString(), ended: null, revision: 1 },
        });
        if ('other' in granting) {
          const { other } = granting;
          const detail = `这位督查人 ${other.from} 到 ${other.until} 已有一次授权，一个人同一天只有一次：先终止那一次，或改日子。`;
          throw new Problem(1302, { detail });
        }
        const answer = { status: 201, body: { inspection: id } };
        await written(app, [...granting.writes, ...remember(answer)]);
        return answer;
      },
    },

    endInspection: {
      handle: async ({ user, params, now, remember }) => {
        const granted = await inspections(app).find(params.inspection);
        if (granted === undefined) throw new Problem(1344);
        // Whoever is inspected does not end what was granted from above.
        permit(user, 'grantInspection', { orgPath: granted.byOrg });
        if (granted.ended !== null) throw new Problem(1302, { detail: '这一次督查授权已经终止了。' });
        const answer = { status: 200, body: { inspection: granted.id } };
        const ended = { by: user.id, at: now.toISOString() };
        await written(app, [...(await inspections(app).endWrites(granted, ended)), ...remember(answer)]);
        return answer;
      },
    },

    listInspections: {
      handle: async ({ user, query, now }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readInspections', { orgPath: org });
        const found = await inspections(app).about(org, pageSizes.inspections);
        return { status: 200, body: { inspections: await toldOf(app, found, dateInShanghai(now)) } };
      },
    },

    /** 经办情况: names of households do not stand in it; which they are does, and so it is a reading of a list. */
    getConduct: {
      handle: async ({ user, query, now }) => {
        permit(user, 'readConduct', { orgPath: query.org ?? user.orgPath });
        const org = areaAsked(query, user);
        const today = dateInShanghai(now);
        const { until = today } = query;
        requireDay('until', until);
        const { from = addDays(until, -USUAL_DAYS) } = query;
        requireDay('from', from);
        refusePeriod(from, until, today);
        const report = await conductIn(app, org, { from, until }, today);
        const what = `conduct ${from} ${until}`;
        await readings(app).record(org, { kind: 'list', what, by: user.id }, now);
        return { status: 200, body: report };
      },
    },

    /** 考核问效: what was promised, what came of it, and why not. Why is what somebody wrote of a household: it is a reading. */
    getPlanResults: {
      handle: async ({ user, query, now }) => {
        permit(user, 'readPlanResults', { orgPath: query.org ?? user.orgPath });
        const org = areaAsked(query, user);
        const today = dateInShanghai(now);
        const { year = today.slice(0, 4) } = query;
        requireYear('year', year);
        const results = await resultsIn(app, org, year, today);
        await readings(app).record(org, { kind: 'list', what: `planResults ${year}`, by: user.id }, now);
        return { status: 200, body: results };
      },
    },
  });

export const handler = lambda(fromEnvironment());

function faultsIn({ from, until }: BodyOf<'grantInspection'>, today: string): FieldFault[] {
  const last = addDays(from, mostInspectionDays - 1);
  return [
    ...(until < today ? [fieldFault('/until', `“${until}”已经过了`)] : []),
    ...(until < from ? [fieldFault('/until', `最后一天“${until}”早于第一天“${from}”`)] : []),
    ...(until > last
      ? [fieldFault('/until', `最后一天“${until}”太远：一次至多 ${mostInspectionDays} 天，到 ${last}`)]
      : []),
  ];
}

async function inspectorFaults(
  app: App,
  { inspector, orgPath }: BodyOf<'grantInspection'>,
  by: string,
): Promise<FieldFault[]> {
  if (inspector === by) return [fieldFault('/inspector', `“${inspector}”是您自己：自己不给自己授权，请别的管理员授`)];
  const found = await people(app).find(inspector);
  const isOne = found?.active === true && found.roles.includes('inspector') && contains(app.profile.code, orgPath);
  return isOne ? [] : [fieldFault('/inspector', `“${inspector}”不是在任的督查人，请先在名册里登记`)];
}

function refusePeriod(from: string, until: string, today: string): void {
  const first = addDays(until, 1 - mostConductDays);
  const faults = [
    ...(until > today ? [fieldFault('/until', `“${until}”还没有到`)] : []),
    ...(from > until ? [fieldFault('/from', `“${from}”晚于最后一天“${until}”`)] : []),
    ...(from < first ? [fieldFault('/from', `“${from}”太早：一次至多 ${mostConductDays} 天，从 ${first} 起`)] : []),
  ];
  refuseFaults(faults);
}

/** E1301 where somebody else was faster; of a request that was answered before, its answer is found again. */
async function written(app: App, writes: Write[]): Promise<void> {
  const refused = await table(app).transact(writes);
  if (refused.includes(inspectionEffect)) throw new Problem(1301);
  if (refused.length > 0) throw new EffectRefused(refused);
}
