import { decideCorrectionRequest } from '../../shared/dossier/correcting.ts';
import { correctionToAsk, tooMany } from '../../shared/dossier/correction-list.ts';
import { correctionContext } from '../../shared/dossier/seal-contexts.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { postedFields } from '../../shared/http/request.ts';
import type { Call, Operations } from '../../shared/http/serve.ts';
import { typedCode } from '../../shared/pages/code.ts';
import { linkEndPage } from '../../shared/pages/link-page.ts';
import { ownCodePage, ownPage } from '../../shared/pages/own-page.ts';
import { type OwnEntry, statementLimit } from '../../shared/pages/views.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import type { App } from '../../shared/services/app.ts';
import { isAsked } from '../../shared/services/corrections.ts';
import { dossiers, keyring, links, publisher, readings } from '../../shared/services/services.ts';
import { badCharacter } from '../../shared/text/characters.ts';
import { enterCode } from '../links/code.ts';
import { ownView } from '../links/own-view.ts';
import { type LinkVisit, visit } from '../links/visit.ts';

const open = (app: App, { params, now }: Call<'ownPage' | 'openOwn'>, typed = false): Promise<LinkVisit> =>
  visit(links(app), dossiers(app), ['own'], { nonce: params.nonce, now, typed }, () => false);

/** 本人查询: nothing of the household is shown before the code is typed, to whomever the link comes. */
export const ownPages = (app: App): Operations<'ownPage' | 'openOwn'> => ({
  ownPage: {
    handle: async (call) => {
      const found = await open(app, call);
      if (typeof found === 'string') return linkEndPage(publisher(app), 'own', found);
      return ownCodePage(publisher(app), {}, 200);
    },
  },

  /** The code opens it as often as it is typed; a text beside it asks for a correction. */
  openOwn: {
    handle: async (call) => {
      const posted = postedFields(call.event);
      const code = typedCode(posted.code ?? '');
      const found = await open(app, call, code !== undefined);
      if (typeof found === 'string') return linkEndPage(publisher(app), 'own', found);
      if (!code) return ownCodePage(publisher(app), { code: '请填写工作人员念给您的 6 位数字验证码' }, 422);
      const tried = await enterCode(app, found.link, code, call.now);
      if (tried === 'locked') return linkEndPage(publisher(app), 'own', 'locked');
      if (tried !== 'right') return ownCodePage(publisher(app), { code: tried.fault }, 403);
      await readings(app).record(found.dossier.id, { kind: 'own', by: found.link.shownBy ?? '' }, call.now);
      const statement = (posted.statement ?? '').trim();
      const fault = faultOf(statement);
      const asked = statement === '' || fault !== undefined ? undefined : await ask(app, found, statement, call.now);
      const refused = typeof asked === 'string' ? asked : undefined;
      const why = fault ?? refused;
      const entry: OwnEntry = {
        code,
        statement: why === undefined ? '' : statement,
        asked: asked !== undefined && refused === undefined,
        faults: why === undefined ? {} : { statement: why },
      };
      const dossier = entry.asked ? await dossiers(app).get(found.dossier.id) : found.dossier;
      return ownPage({ ...(await ownView(app, dossier, call.now)), entry }, why === undefined ? 200 : 422);
    },
  },
});

function faultOf(statement: string): string | undefined {
  if (statement.length > statementLimit) return `最多 ${statementLimit} 字，现有 ${statement.length} 字`;
  return badCharacter(statement, 'text') === undefined ? undefined : '含有不能使用的符号，请改写';
}

/** Recorded; or why not, as a sentence. What was asked in the same words and waits is not asked again. */
async function ask(
  app: App,
  { dossier: { id }, link }: { dossier: Dossier; link: LinkItem },
  statement: string,
  now: Date,
) {
  let refused: string | undefined;
  try {
    await dossiers(app).recordLatest(id, async ({ state }) => {
      refused = tooMany(state);
      if (refused !== undefined || (await isAsked(app, id, state, statement))) return undefined;
      const sealed = await keyring(app).seal(correctionContext(id, correctionToAsk(state)), statement);
      return {
        action: decideCorrectionRequest(state, sealed, link.shownBy ?? undefined),
        actor: { kind: 'worker', id: 'own-page' },
        now,
      };
    });
  } catch (error) {
    if (!(error instanceof Problem && error.code === 1302)) throw error;
    return error.detail ?? '现在不能请求更正';
  }
  return refused ?? true;
}
