import { Problem } from '../../shared/errors/problem.ts';
import type { Call } from '../../shared/http/serve.ts';
import { ownFilePage } from '../../shared/pages/own-page.ts';
import type { PageAnswer } from '../../shared/pages/page.ts';
import { type WishEntry, wishLimit } from '../../shared/pages/views.ts';
import type { ApplicantItem } from '../../shared/registry/applicants.ts';
import type { App } from '../../shared/services/app.ts';
import { badCharacter } from '../../shared/text/characters.ts';
import { readOwnFile, wishOfOwn } from './own-file.ts';
import { closedPage, notFoundPage, sessionIn } from './pages.ts';

type FileCall = Pick<Call<'applyStepPage'>, 'event' | 'params' | 'now'>;

const nothing: WishEntry = { wish: null, statement: '', asked: false, faults: {} };

/** `/apply/{id}/file`: the worker's own file, and what they ask for there. */
export async function fileShown(app: App, call: FileCall, posted?: Record<string, string>): Promise<PageAnswer> {
  const session = await sessionIn(app, call.event, call.now);
  if (!session) return closedPage(app, '../../', posted !== undefined);
  try {
    const entry = posted === undefined ? nothing : await asked(app, session, call, posted);
    const { view } = await readOwnFile(app, session, call.params.id, call.now);
    return ownFilePage({ ...view, entry }, Object.keys(entry.faults).length > 0 ? 422 : 200);
  } catch (error) {
    if (error instanceof Problem && error.code === 1363) return notFoundPage(app, 'file');
    throw error;
  }
}

async function asked(
  app: App,
  session: ApplicantItem,
  { params, now }: FileCall,
  posted: Record<string, string>,
): Promise<WishEntry> {
  const statement = (posted.statement ?? '').trim();
  const wish = posted.wish === 'correction' || posted.wish === 'withdrawal' ? posted.wish : null;
  const fault = faultOf(statement);
  const faults = {
    ...(wish === null ? { wish: '请选择请求什么' } : {}),
    ...(fault === undefined ? {} : { statement: fault }),
  };
  if (wish === null || fault !== undefined) return { wish, statement, asked: false, faults };
  try {
    await wishOfOwn(app, session, params.id, { wish, statement }, now);
    return { ...nothing, asked: true };
  } catch (error) {
    if (!(error instanceof Problem && [1010, 1302].includes(error.code))) throw error;
    return { wish, statement, asked: false, faults: { statement: error.said } };
  }
}

function faultOf(statement: string): string | undefined {
  if (statement === '') return '请写几句';
  if (statement.length > wishLimit) return `最多 ${wishLimit} 字，现有 ${statement.length} 字`;
  return badCharacter(statement, 'text') === undefined ? undefined : '含有不能使用的符号，请改写';
}
