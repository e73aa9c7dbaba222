import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { App } from '../../shared/services/app.ts';
import { forms, gazette } from '../../shared/services/services.ts';
import { dividedInto } from '../../shared/standards/basis-of.ts';

/**
 * A household whose county was divided cannot be judged as it is (E1200, naming the counties): the way on is a changed
 * form that says to which of them it belongs now. Told to whoever reports, in place of a workflow that stands still.
 */
export async function requireOneCounty(app: App, { id, inForce }: DossierState, now: Date): Promise<void> {
  if (inForce === null) return;
  const form = await forms(app).getSubmitted(id, inForce.form);
  const counties = dividedInto(await gazette(app).profileWithLines(now), form, dateInShanghai(now));
  if (counties === undefined) return;
  const detail = `这一户所在的县区已撤销，它的地方今天分属 ${counties}：没有变化的也认定不了。请填一份变了的档案表，写明户口或务工所在地现在属于哪一个，提交。`;
  throw new Problem(1200, { detail });
}
