import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { ExportDossiersBody, SearchBody } from '../../shared/contract/bodies/registry.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { isGone } from '../../shared/dossier/disposal-state.ts';
import { areaAsked } from '../../shared/http/asked-area.ts';
import { serve } from '../../shared/http/serve.ts';
import { isWithinCounty } from '../../shared/organisation/org-path.ts';
import { pastLimit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, readings, tries, unions } from '../../shared/services/services.ts';
import { askedOf, filterOf } from './asked.ts';
import { changesOf } from './changes.ts';
import { detailOf } from './detail.ts';
import { dutiesOf } from './duties.ts';
import { healthOf } from './health.ts';
import { afterOf, journalOf } from './journal.ts';
import { journalInWords } from './journal-in-words.ts';
import { aidOf, visitsOf } from './ledger.ts';
import { count, cursorOf, listed } from './list.ts';
import { meOf } from './me.ts';
import { planOf } from './plan.ts';
import { readingsOf } from './readings.ts';
import { search } from './search.ts';
import { listTasks } from './tasks.ts';
import { exported, exportLimit } from './workbook.ts';
import { workloadOf } from './workload.ts';

export const lambda = (app: App) =>
  serve(app, {
    getDossier: {
      handle: async ({ user, params, query, now }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'read', dossier.state);
        // Whoever rules on a likely duplicate looks into the other household: that is why, and stands there.
        const why = query.purpose === 'ruling' ? { what: query.purpose } : {};
        await readings(app).record(dossier.id, { kind: 'detail', ...why, by: user.id }, now);
        const headers = { ETag: `"${dossier.version}"` };
        return { status: 200, headers, body: await detailOf(app, dossier, user, now) };
      },
    },

    getJournal: {
      handle: async ({ user, params, query, now }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'readJournal', dossier.state);
        const after = afterOf(query.after);
        await readings(app).record(dossier.id, { kind: 'journal', by: user.id }, now);
        const entries = await dossiers(app).entriesAfter(dossier.id, after, pageSizes.journal);
        const page = journalOf(dossier, entries, user);
        return { status: 200, body: { ...page, inWords: await journalInWords(app, page.entries) } };
      },
    },

    getMe: {
      handle: async ({ user, now }) => {
        // Whoever is of the unions' staff: a token without a role is nobody's.
        permit(user, 'readUnions', user);
        return { status: 200, body: await meOf(app, user, now) };
      },
    },

    listAid: {
      handle: async ({ user, params, query, now }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'read', dossier.state);
        const body = await aidOf(app, dossier, query.cursor);
        const reading = { kind: 'ledger' as const, what: 'aid', by: user.id, page: query.cursor ?? '' };
        await readings(app).record(dossier.id, reading, now);
        return { status: 200, body };
      },
    },

    listVisits: {
      handle: async ({ user, params, query, now }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'read', dossier.state);
        const body = await visitsOf(app, dossier, query.cursor);
        const reading = { kind: 'ledger' as const, what: 'visits', by: user.id, page: query.cursor ?? '' };
        await readings(app).record(dossier.id, reading, now);
        return { status: 200, body };
      },
    },

    /** 变更前后: what one form changes of the one that counted before it. */
    getFormChanges: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'read', dossier.state);
        await readings(app).record(dossier.id, { kind: 'changes', what: params.form.slice(0, 4), by: user.id }, now);
        return { status: 200, body: await changesOf(app, dossier, params.form, now) };
      },
    },

    getPlan: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'read', dossier.state);
        const body = await planOf(app, dossier, params.plan);
        await readings(app).record(dossier.id, { kind: 'detail', what: `plan-${body.plan}`, by: user.id }, now);
        return { status: 200, body };
      },
    },

    getReadings: {
      handle: async ({ user, params, query }) => {
        const { id, state } = await dossiers(app).get(params.id);
        permit(user, 'readReadings', state);
        return { status: 200, body: await readingsOf(app, id, { cursor: query.cursor, isGone: isGone(state) }) };
      },
    },

    /** Of lists: who had those of an org path shown. */
    listReadings: {
      handle: async ({ user, query }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readReadings', { orgPath: org });
        return { status: 200, body: await readingsOf(app, org, { cursor: query.cursor }) };
      },
    },

    listDossiers: {
      handle: async ({ user, query, now }) => {
        const asked = askedOf(query, user, dateInShanghai(now));
        const body = await listed(app, user, asked, cursorOf(query.cursor, asked));
        if (body.dossiers.length > 0) {
          const reading = { kind: 'list' as const, by: user.id, ...filterOf(query), page: query.cursor ?? '' };
          await readings(app).record(asked.org, reading, now);
        }
        return { status: 200, body };
      },
    },

    /** The answer is kept nowhere: asked again, it is read again, and written down again. */
    exportDossiers: {
      body: ExportDossiersBody,
      handle: async ({ user, query, body, now }) => {
        const asked = askedOf(query, user, dateInShanghai(now));
        const reason = body.numbers?.reason;
        permit(user, 'exportList', { orgPath: asked.org });
        if (reason !== undefined) permit(user, 'exportNumbers', { orgPath: asked.org });
        // Before it is counted: a mark that is none costs nothing.
        const placeIn = (cursor: string | undefined) => cursorOf(cursor, asked);
        const from = placeIn(query.cursor);
        const limit = exportLimit(reason);
        if (!(await tries(app).allows(limit, user.id, now))) throw pastLimit(limit, now);
        const what = ['exportDossiers', filterOf(query).what].filter((each) => each !== undefined).join(' ');
        await readings(app).record(asked.org, { kind: 'list', by: user.id, what, page: query.cursor ?? '' }, now);
        return { status: 200, body: await exported(app, { user, now, reason }, asked, from, placeIn) };
      },
    },

    listTasks: {
      handle: async ({ user, query, now }) => {
        permit(user, 'listTasks', { orgPath: query.org ?? user.orgPath });
        const org = areaAsked(query, user);
        const body = await listTasks(app, user, { org, cursor: query.cursor, today: dateInShanghai(now) });
        if (body.tasks.length > 0) {
          const reading = { kind: 'list' as const, by: user.id, what: 'tasks', page: query.cursor ?? '' };
          await readings(app).record(org, reading, now);
        }
        return { status: 200, body };
      },
    },

    listDuties: {
      handle: async ({ user, now }) => {
        permit(user, 'listDuties', user);
        const today = dateInShanghai(now);
        const [duties, union] = await Promise.all([dutiesOf(app, user, now), unions(app).name(user.orgPath)]);
        const all = duties.slice(0, pageSizes.duties);
        const overdue = (due: string | null) => due !== null && due < today;
        return { status: 200, body: { union, duties: all.map((each) => ({ ...each, overdue: overdue(each.due) })) } };
      },
    },

    getWorkload: {
      handle: async ({ user, query, now }) => {
        permit(user, 'readFigures', { orgPath: query.org ?? user.orgPath });
        const org = areaAsked(query, user);
        const asked = { withStatuses: isWithinCounty(user.orgPath), today: dateInShanghai(now) };
        return { status: 200, body: await workloadOf(app, org, asked) };
      },
    },

    /** What stands still in the province, for whoever keeps it running. */
    getHealth: {
      handle: async ({ user, now }) => {
        permit(user, 'readHealth', { orgPath: app.profile.code });
        return { status: 200, body: await healthOf(app, now) };
      },
    },

    countDossiers: {
      handle: async ({ user, query, now }) => ({
        status: 200,
        body: await count(app, user, askedOf(query, user, dateInShanghai(now))),
      }),
    },

    searchDossiers: {
      body: SearchBody,
      handle: async ({ user, body, now }) => ({
        status: 200,
        body: await search(app, user, body, now),
      }),
    },
  });

export const handler = lambda(fromEnvironment());
