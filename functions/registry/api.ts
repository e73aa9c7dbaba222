import * as z from 'zod';
import { mayNot, type User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { ResumeBody, SearchBody } from '../../shared/contract/bodies/registry.ts';
import { openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import { type Status, statuses, statusTitles } from '../../shared/dossier/status.ts';
import { isTold } from '../../shared/duplicates/told.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { serve } from '../../shared/http/serve.ts';
import { orgPathFault } from '../../shared/organisation/org-path.ts';
import { type DossierSummary, isPlace } from '../../shared/registry/dossier-reader.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers } from '../../shared/services/services.ts';
import { detailOf } from './detail.ts';
import { journalOf } from './journal.ts';
import { search } from './search.ts';

const PAGE = 50;

/** A row of a list; whoever does not rule on 疑似重复 counts only those of which they are told. */
function row({ state, ...summary }: DossierSummary, user: User) {
  const rules = mayNot(user, 'ruleDuplicate', state) === undefined;
  const open = summary.openDuplicates === 0 ? [] : openDuplicates(state);
  const openCount = rules ? open.length : open.filter(isTold).length;
  return { ...summary, openDuplicates: openCount, statusTitle: statusTitles[summary.status] };
}

export const lambda = (app: App) =>
  serve(app, {
    getDossier: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'read', dossier.state);
        const headers = { ETag: `"${dossier.version}"` };
        return { status: 200, headers, body: await detailOf(app, dossier, user, now) };
      },
    },

    getJournal: {
      handle: async ({ user, params }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'readJournal', dossier.state);
        const entries = await dossiers(app).journal(dossier.id);
        return { status: 200, body: journalOf(dossier, entries, user) };
      },
    },

    listDossiers: {
      handle: async ({ user, query }) => {
        const org = query.org ?? user.orgPath;
        const message = orgPathFault(org);
        if (message !== undefined) throw new Problem(1004, { faults: [{ pointer: '/org', code: 1004, message }] });
        permit(user, 'list', { orgPath: org });
        const asked = query.status === undefined ? [...statuses] : statuses.filter((status) => status === query.status);
        if (asked.length === 0) {
          throw new Problem(1004, {
            faults: [
              {
                pointer: '/status',
                code: 1004,
                message: `没有${quoted(query.status)}这种状态，可以是：${statuses.map((each) => `${each} ${statusTitles[each]}`).join('、')}`,
              },
            ],
          });
        }
        return { status: 200, body: await list(app, user, asked, org, cursorOf(query.cursor, org)) };
      },
    },

    searchDossiers: {
      body: SearchBody,
      handle: async ({ user, body, now }) => ({
        status: 200,
        body: await search(app, user, body, now),
      }),
    },

    resume: {
      body: ResumeBody,
      handle: async ({ user, params, now, remember }) => {
        const before = await dossiers(app).get(params.id);
        permit(user, 'resume', before.state);
        const answer = { status: 202, body: { id: before.id, version: before.version + 1 } };
        const action = { type: 'resume' as const, times: before.state.resumed + 1 };
        const actor = { kind: 'staff' as const, id: user.id };
        await dossiers(app).record({ id: before.id, before, action, actor, now, effects: remember(answer) });
        return answer;
      },
    },
  });

export const handler = lambda(fromEnvironment());

const Cursor = z.strictObject({ status: z.enum(statuses), last: z.string().nullable() });
type Cursor = z.infer<typeof Cursor>;

/** Says where the next page begins; it opens nothing, because the org path is asked for again with each page. */
function cursorOf(text: string | undefined, org: string): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const cursor = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (cursor.last === null || isPlace(cursor.last, org)) return cursor;
  } catch {
    // Not one of ours either way.
  }
  throw new Problem(1004, { faults: [{ pointer: '/cursor', code: 1004, message: '翻页标记无效' }] });
}

async function list(app: App, user: User, asked: readonly Status[], org: string, cursor: Cursor | undefined) {
  const found: DossierSummary[] = [];
  const from = cursor ? asked.indexOf(cursor.status) : 0;
  for (const status of asked.slice(Math.max(0, from))) {
    let after = status === cursor?.status ? (cursor.last ?? undefined) : undefined;
    do {
      const page = await dossiers(app).page(status, org, { limit: PAGE - found.length, ...(after ? { after } : {}) });
      found.push(...page.dossiers);
      after = page.last;
      if (found.length >= PAGE) {
        const next: Cursor = { status, last: after ?? null };
        const more = after !== undefined || status !== asked.at(-1);
        const text = Buffer.from(JSON.stringify(after ? next : afterStatus(asked, status))).toString('base64url');
        return { dossiers: found.map((each) => row(each, user)), cursor: more ? text : null };
      }
    } while (after);
  }
  return { dossiers: found.map((each) => row(each, user)), cursor: null };
}

function afterStatus(asked: readonly Status[], status: Status): Cursor {
  return { status: asked[asked.indexOf(status) + 1] ?? status, last: null };
}
