import { levelOf } from '../../shared/organisation/org-path.ts';
import { type Checked, checksOf, type ReturnCheck } from '../../shared/returns/checks.ts';
import { type ReturnValues, sumOf } from '../../shared/returns/form.ts';
import { periodOf, type ReturnPeriod } from '../../shared/returns/period.ts';
import { returnDigest, type SignedContent } from '../../shared/returns/signed.ts';
import type { App } from '../../shared/services/app.ts';
import { formerIn, type Part, partsIn } from '../../shared/services/reporting.ts';
import { returns, unions } from '../../shared/services/services.ts';
import { ownOf } from './own.ts';

/** 上报 of a union as it would be signed now, and what the checks say of it. */
export interface Assembled {
  content: SignedContent;
  digest: string;
  checks: ReturnCheck[];
  parts: Part[];
}

/** @param corrections what a 补充上报 adds to the union's own, by column */
export async function assembled(
  app: App,
  period: ReturnPeriod,
  orgPath: string,
  { number, corrections = [] }: { number: number; corrections?: SignedContent['corrections'] },
): Promise<Assembled> {
  const { form } = app.profile.returns;
  const [parts, union] = await Promise.all([partsIn(app, period, orgPath), unions(app).name(orgPath)]);
  const { own, known } = await ownOf(app, period, orgPath, await formerIn(app, orgPath, parts));
  const signed = parts.flatMap((each) => each.signed ?? []);
  const corrected = corrections.map(({ column, by }): ReturnValues => ({ [column]: by }));
  const content: SignedContent = {
    ...{ period: period.id, orgPath, number, columns: form.columns, own, corrections },
    parts: signed.map(({ orgPath, number, digest }) => ({ orgPath, number, digest })),
    values: sumOf(form.columns, [own.values, ...corrected, ...signed.map(({ values }) => values)]),
  };
  const isCounty = levelOf(orgPath) === 'county';
  const checked: Checked = {
    ...{ period, union, form, values: content.values },
    before: await earlier(app, period.before, orgPath),
    previous: await earlier(app, period.previous, orgPath),
    // Few cities and provinces have households of their own.
    rows: isCounty || known.count > 0 ? known : null,
    parts: parts.map((each) => ({ union: each.union, isSigned: each.signed !== undefined })),
  };
  return { content, digest: returnDigest(content), checks: checksOf(checked), parts };
}

/** What a union signed last of an earlier period; null where it signed nothing. */
export async function earlier(
  app: App,
  id: string,
  orgPath: string,
): Promise<{ title: string; values: ReturnValues } | null> {
  const period = periodOf(id, app.profile.returns);
  const last = (await returns(app).of(id, orgPath)).at(-1);
  return period && last ? { title: period.title, values: last.values } : null;
}
