import * as z from 'zod';
import { mayNot, type User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { ResumeBody, SearchBody } from '../../shared/contract/bodies/registry.ts';
import { allowedIn } from '../../shared/dossier/rules.ts';
import { type Status, statuses, statusTitles } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve, staff } from '../../shared/http/serve.ts';
import { mask } from '../../shared/privacy/mask.ts';
import type { DossierSummary } from '../../shared/registry/dossiers.ts';
import { Forms } from '../../shared/registry/forms.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { Item } from '../../shared/registry/table.ts';
import { blindIndex, dossiers, keyring, table } from '../../shared/runtime/services.ts';

const PAGE = 50;
const nothing = z.undefined();
const withTitle = (each: DossierSummary) => ({ ...each, statusTitle: statusTitles[each.status] });

export const handler = serve(table, {
  getDossier: staff(nothing, async ({ user, params, now }) => {
    const dossier = await dossiers().get(params.id ?? '');
    const { state } = dossier;
    permit(user, 'read', state);
    // Whoever is to correct a form must get back what was filled in.
    const correctable = mayNot(user, 'saveForm', state) === undefined && allowedIn.saveForm.includes(state.status);
    const draft = state.form > 0 ? await new Forms(table(), keyring()).find(dossier.id, state.form) : undefined;
    return {
      status: 200,
      headers: { ETag: `"${dossier.version}"` },
      body: {
        id: dossier.id,
        version: dossier.version,
        status: state.status,
        statusTitle: statusTitles[state.status],
        orgPath: state.orgPath,
        form: draft
          ? { number: state.form, content: correctable ? draft : mask('detail', draft, dateInShanghai(now)) }
          : null,
        submittedOn: state.submittedOn,
        assessment: state.assessment && {
          outcome: state.assessment.outcome,
          category: state.assessment.category,
          explanation: state.assessment.explanation,
        },
        attachments: state.attachments,
        survey: state.survey && { outcome: state.survey.outcome, surveyedOn: state.survey.surveyedOn },
        notice: state.notice,
        objections: state.objections.map(({ objection, named, outcome }) => ({ objection, named, outcome })),
        approval: state.approval && {
          request: state.approval.request,
          level: state.approval.level,
          deadline: state.approval.deadline,
          decision: state.approval.decision?.decision ?? null,
        },
        registration: state.registration,
        nextReviewOn: state.nextReviewOn,
        plan: state.plan && { plan: state.plan.plan, signedAt: state.plan.signedAt },
        documents: state.documents.map(({ kind }) => kind),
        review: state.review,
        overdue: state.overdue,
        stalled: state.stalled,
      },
    };
  }),

  getJournal: staff(nothing, async ({ user, params }) => {
    const dossier = await dossiers().get(params.id ?? '');
    permit(user, 'readJournal', dossier.state);
    const entries = await dossiers().journal(dossier.id);
    const head = { version: dossier.version, hash: dossier.hash, state: dossier.state };
    return { status: 200, body: { id: dossier.id, entries: entries.slice(0, dossier.version), head } };
  }),

  listDossiers: staff(nothing, async ({ user, query }) => {
    const org = query.org ?? user.orgPath;
    permit(user, 'list', { orgPath: org });
    const asked = query.status === undefined ? [...statuses] : statuses.filter((status) => status === query.status);
    if (asked.length === 0) {
      throw new Problem(1004, { faults: [{ pointer: '/status', code: 1004, message: '没有这种状态' }] });
    }
    return { status: 200, body: await list(asked, org, cursorOf(query.cursor)) };
  }),

  searchDossiers: staff(SearchBody, async ({ user, body }) => {
    const key =
      'idNumber' in body
        ? keys.identityIndex(await blindIndex().of('idNumber', body.idNumber.trim().toUpperCase()), '')
        : keys.nameIndex(await blindIndex().of('name', body.name.normalize('NFC').trim()), '');
    const found = await table().range<Item & { sk: string }>(key.pk, 'D#', 'D$', { limit: PAGE });
    return {
      status: 200,
      body: {
        dossiers: await readable(
          user,
          found.map(({ sk }) => sk.slice(2)),
        ),
      },
    };
  }),

  resume: staff(ResumeBody, async ({ user, params, now, remember }) => {
    const before = await dossiers().get(params.id ?? '');
    permit(user, 'resume', before.state);
    const answer = { status: 202, body: { id: before.id, version: before.version + 1 } };
    const action = { type: 'resume' as const, times: before.state.resumed + 1 };
    const actor = { kind: 'staff' as const, id: user.id };
    await dossiers().record({ id: before.id, before, action, actor, now, effects: remember(answer) });
    return answer;
  }),
});

/** Only what this user may read; of the rest they do not learn that it exists. */
async function readable(user: User, ids: string[]): Promise<object[]> {
  const all = await Promise.all(ids.map((id) => dossiers().find(id)));
  return all
    .filter((dossier) => dossier !== undefined)
    .filter(({ state }) => mayNot(user, 'search', state) === undefined)
    .map(({ id, state, maskedName }) => ({
      id,
      status: state.status,
      statusTitle: statusTitles[state.status],
      orgPath: state.orgPath,
      maskedName,
    }));
}

const Cursor = z.strictObject({ status: z.enum(statuses), last: z.record(z.string(), z.string()).nullable() });
type Cursor = z.infer<typeof Cursor>;

/** Says where the next page begins; it opens nothing, because the org path is asked for again with each page. */
function cursorOf(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new Problem(1004, { cause, faults: [{ pointer: '/cursor', code: 1004, message: '翻页标记无效' }] });
  }
}

async function list(asked: readonly Status[], org: string, cursor: Cursor | undefined) {
  const found: DossierSummary[] = [];
  const from = cursor ? asked.indexOf(cursor.status) : 0;
  for (const status of asked.slice(Math.max(0, from))) {
    let after = status === cursor?.status ? (cursor.last ?? undefined) : undefined;
    do {
      const page = await dossiers().page(status, org, { limit: PAGE - found.length, ...(after ? { after } : {}) });
      found.push(...page.dossiers);
      after = page.last as Record<string, string> | undefined;
      if (found.length >= PAGE) {
        const next: Cursor = { status, last: after ?? null };
        const more = after !== undefined || status !== asked.at(-1);
        const text = Buffer.from(JSON.stringify(after ? next : afterStatus(asked, status))).toString('base64url');
        return { dossiers: found.map(withTitle), cursor: more ? text : null };
      }
    } while (after);
  }
  return { dossiers: found.map(withTitle), cursor: null };
}

function afterStatus(asked: readonly Status[], status: Status): Cursor {
  return { status: asked[asked.indexOf(status) + 1] ?? status, last: null };
}
