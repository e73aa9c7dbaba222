import { mayNot } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { ResolutionBody, TriageBody } from '../../shared/contract/bodies/public-notice.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { holding, type Objection, openObjections, untriagedObjections } from '../../shared/dossier/objection-list.ts';
import { isObjectionMark, joinedIn, pageBehind } from '../../shared/dossier/objection-pages.ts';
import { decideResolution, decideTriage } from '../../shared/dossier/objections.ts';
import { resolutionContext, triageContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { act } from '../../shared/http/act.ts';
import type { Operations } from '../../shared/http/serve.ts';
import { isApplication } from '../../shared/matters/course.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { answerWrites } from '../../shared/registry/objectors.ts';
import type { App } from '../../shared/services/app.ts';
import { objectionWritten } from '../../shared/services/objections.ts';
import { dossiers, keyring, readings, table } from '../../shared/services/services.ts';
import { toldToReviewers } from './raised.ts';

/** What a reviewer does with objections, who has neither registered nor surveyed the household. */
export const review = (app: App): Operations<'listObjections' | 'triageObjections' | 'resolveObjection'> => ({
  /** With what was written for who resolves it; never for the unit that registered the household. */
  listObjections: {
    handle: async ({ user, params, query, now }) => {
      const { id, state } = await dossiers(app).get(params.id);
      permit(user, 'read', state);
      const { cursor: asked } = query;
      if (asked !== undefined && !isObjectionMark(asked)) {
        throw fieldProblem('/cursor', '翻页标记无效');
      }
      const resolves = mayNot(user, 'resolveObjection', state) === undefined;
      if (resolves && state.matter.objections.length > 0) {
        await readings(app).record(id, { kind: 'objections', by: user.id }, now);
      }
      const size = pageSizes.objections;
      const page = pageBehind(state.matter.objections, asked, { size, reads: resolves });
      const entries = 'to' in page ? await dossiers(app).entriesAfter(id, page.read, size) : [];
      const { listed, cursor } = 'to' in page ? joinedIn(entries, page, size) : page;
      const objections = await Promise.all(listed.map((each) => objectionWritten(app, id, each, resolves)));
      return { status: 200, body: { id, objections, cursor } };
    },
  },

  /** 初核: takes up or sets aside, several at once with one opinion. */
  triageObjections: {
    body: TriageBody,
    handle: ({ body, ...call }) =>
      act(app, call, 'resolveObjection', async (before) => {
        const objections = [...new Set(body.objections)].sort((a, b) => a - b);
        const untriaged = untriagedObjections(before.state.matter).map(({ objection }) => objection);
        const unknown = objections.filter((each) => !untriaged.includes(each));
        if (unknown.length > 0) throw new Problem(1305, { detail: `没有等待初核的异议：${unknown.join('、')}。` });
        const first = objections[0] as number;
        const { outcome } = body;
        const opinion = await keyring(app).seal(triageContext(before.id, first), body.opinion);
        const told = outcome === 'takenUp' ? await toldToReviewers(app, before, first, 'resolution', call.now) : [];
        const decided = decideTriage(before.state, { objections, outcome, opinion });
        return { decided, says: { outcome, objections }, effects: told };
      }),
  },

  resolveObjection: {
    body: ResolutionBody,
    handle: ({ body, ...call }) =>
      act(app, call, 'resolveObjection', async (before) => {
        const { id, state, registrarMail } = before;
        const found = objectionIn(state, call.params.n, body.joined ?? 0);
        const { objection } = found;
        const { outcome } = body;
        const opinion = await keyring(app).seal(resolutionContext(id, objection), body.opinion);
        const holds = holding(state.matter).includes(found);
        // An exit goes on, and what was said against it is still to be answered.
        const answer = outcome === 'upheld' && !(holds && isApplication(state.matter)) ? 'upheldStays' : outcome;
        const journal = found.sender === 'verified' ? await dossiers(app).journal(id) : [];
        return {
          decided: decideResolution(state, { objection, outcome, opinion }),
          says: { outcome },
          effects: [
            ...(outcome === 'upheld' && holds
              ? [mailWrite(table(app), id, { kind: upheldMail(state) }, call.now, registrarMail)]
              : []),
            ...(await answerWrites(table(app), id, journal, [found], answer, call.now)),
          ],
        };
      }),
  },
});

/** A household that is to leave stays on file: its registrar proposes anew, or calls it off. */
const upheldMail = ({ matter }: DossierState) => (matter.kind === 'exit' ? 'returned' : 'rejected');

/** The objection to be resolved. E1305 for one that is not open, or that others have joined since it was read. */
function objectionIn({ matter }: DossierState, n: string, joined: number): Objection {
  const objection = /^[1-9]\d{0,3}$/.test(n) ? Number(n) : 0;
  const found = openObjections(matter).find((each) => each.objection === objection);
  if (!found) {
    const waits = untriagedObjections(matter).some((each) => each.objection === objection);
    throw new Problem(1305, waits ? { detail: '这条异议还没有初核，受理以后再处理。' } : {});
  }
  if (found.joined !== joined) {
    throw new Problem(1305, { detail: `并入这一条的共有 ${found.joined} 条，请看过以后把条数写在 joined 再处理。` });
  }
  return found;
}
