import { applicationStandings } from '../../shared/application/application.ts';
import {
  AnswerBody,
  ApplicationBody,
  HandInBody,
  OwnCorrectionBody,
  StartApplicationBody,
  WithdrawApplicationBody,
} from '../../shared/contract/bodies/application.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { ifMatch } from '../../shared/http/request.ts';
import type { Operations } from '../../shared/http/serve.ts';
import type { StoredApplication } from '../../shared/registry/applications.ts';
import type { App } from '../../shared/services/app.ts';
import { unions } from '../../shared/services/services.ts';
import {
  answerQuestion,
  correctOwn,
  handIn,
  mayStart,
  missingIn,
  ownOne,
  ownOnes,
  saveContent,
  startApplication,
  withdrawOwn,
} from './own.ts';
import { ownFilesOf } from './own-file.ts';
import { papersOf } from './papers.ts';
import { progressOf } from './progress.ts';
import { sessionOf } from './session.ts';
import { withOwn } from './with-own.ts';

async function rowOf(app: App, { state, file }: StoredApplication) {
  const { id, standing, startedOn, submittedOn } = state;
  return {
    ...{ id, standing, startedOn, submittedOn, receipt: file.receipt },
    standingTitle: applicationStandings[standing],
    inWords: await progressOf(app, state),
  };
}

async function changed(app: App, { version, state }: StoredApplication) {
  return { id: state.id, version, standing: state.standing, inWords: await progressOf(app, state) };
}

export const ownApplications = (
  app: App,
): Operations<
  | 'listOwnApplications'
  | 'startApplication'
  | 'getOwnApplication'
  | 'saveApplication'
  | 'handInApplication'
  | 'answerApplication'
  | 'withdrawApplication'
  | 'correctApplication'
> => {
  const one = async ({ params, now }: { params: { session: string; id: string }; now: Date }) =>
    ownOne(app, await sessionOf(app, params.session, now), params.id);
  return {
    listOwnApplications: {
      handle: async ({ params, now }) => {
        const session = await sessionOf(app, params.session, now);
        const all = await ownOnes(app, session);
        const rows = await Promise.all(all.map((each) => rowOf(app, each)));
        const files = await ownFilesOf(app, session);
        return { status: 200, body: { applications: rows, ...files, mayStart: mayStart(session, all) } };
      },
    },

    startApplication: {
      body: StartApplicationBody,
      handle: async ({ params, now, remember }) => ({
        status: 201,
        body: await startApplication(app, await sessionOf(app, params.session, now), now, remember),
      }),
    },

    getOwnApplication: {
      handle: async (call) => {
        const found = await one(call);
        const { version, file, state } = found;
        const body = {
          ...(await rowOf(app, found)),
          ...{ version, content: file.content },
          missing: state.standing === 'draft' ? missingIn(found) : [],
          papers: await papersOf(app, state.id, call.now),
          said: file.said.map(({ kind, on, text }) => ({ kind, on, text })),
          union: state.orgPath === null ? null : await unions(app).name(state.orgPath),
        };
        return { status: 200, body };
      },
    },

    saveApplication: {
      body: ApplicationBody,
      handle: async (call) => {
        const found = await one(call);
        if (ifMatch(call.event) !== found.version) throw new Problem(1301);
        const saved = await saveContent(app, found, call.body);
        return { status: 200, body: { id: saved.state.id, version: saved.version, missing: missingIn(saved) } };
      },
    },

    handInApplication: {
      body: HandInBody,
      handle: async (call) => ({
        status: 201,
        body: await withOwn(app, call, (found) => handIn(app, found, call.body, call.now)),
      }),
    },

    answerApplication: {
      body: AnswerBody,
      handle: async (call) => ({
        status: 200,
        body: await changed(
          app,
          await withOwn(app, call, (found, { shownBy }) =>
            answerQuestion(app, found, { text: call.body.text, shownBy }, call.now),
          ),
        ),
      }),
    },

    withdrawApplication: {
      body: WithdrawApplicationBody,
      handle: async (call) => ({
        status: 200,
        body: await changed(
          app,
          await withOwn(app, call, (found, { shownBy }) =>
            withdrawOwn(app, found, { reason: call.body.reason, shownBy }, call.now),
          ),
        ),
      }),
    },

    correctApplication: {
      body: OwnCorrectionBody,
      handle: async (call) => ({
        status: 201,
        body: await withOwn(app, call, (found, { shownBy }) =>
          correctOwn(app, found, { statement: call.body.statement, shownBy }, call.now),
        ),
      }),
    },
  };
};
