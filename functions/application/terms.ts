import { mostPapers } from '../../shared/application/content.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { disclosureOn, disclosureRead } from '../../shared/consent/disclosure.ts';
import { paperKinds } from '../../shared/contract/bodies/application.ts';
import { countiesOf } from '../../shared/divisions/divisions.ts';
import { relation } from '../../shared/form/code-lists/relation.ts';
import type { Operations } from '../../shared/http/serve.ts';
import { ownOfProvince, withOwn } from '../../shared/organisation/choices.ts';
import { unionOfDivision } from '../../shared/organisation/org-path.ts';
import type { App } from '../../shared/services/app.ts';
import { unions } from '../../shared/services/services.ts';
import { type Situation, situations } from '../../shared/standards/situations.ts';
import { codesBy } from './session.ts';

/** So many unions of one place stand in a list to choose from. */
const MOST_UNIONS = 500;

export const relations = relation.generations['2016'].values;

/** The unions that take applications in a place, its own first. */
export async function unionsIn(app: App, division: string): Promise<{ orgPath: string; name: string }[]> {
  const union = unionOfDivision(division);
  const found = await unions(app).own(union, MOST_UNIONS);
  const below = found.filter(({ active, orgPath }) => active && orgPath !== union);
  return [
    { orgPath: union, name: await unions(app).name(union) },
    ...below.map(({ orgPath, name }) => ({ orgPath, name })),
  ].slice(0, MOST_UNIONS);
}

/** Where one can apply: the counties in which this system takes dossiers in, and what stands in no county of their cities and the province. */
export function coveredPlaces(app: App) {
  const { code, coverage } = app.profile;
  const counties = countiesOf(code)
    .map(({ name, divisions }) => ({
      name,
      divisions: divisions.filter((each) => coverage.some((prefix) => each.code.startsWith(prefix))),
    }))
    .filter(({ divisions }) => divisions.length > 0);
  return counties.length === 0 ? [] : [...withOwn(counties), ownOfProvince(code)];
}

export const isCovered = (app: App, division: string): boolean =>
  coveredPlaces(app).some(({ divisions }) => divisions.some(({ code }) => code === division));

/** Whatever an application is filled in with: the same for everybody. */
export const terms = (app: App): Operations<'getApplicationTerms'> => ({
  getApplicationTerms: {
    handle: async ({ query, now }) => {
      const { division } = query;
      const { notice } = app.profile;
      return {
        status: 200,
        body: {
          divisions: coveredPlaces(app),
          unions: division !== undefined && isCovered(app, division) ? await unionsIn(app, division) : [],
          situations: (Object.keys(situations) as Situation[]).map((word) => ({ word, title: situations[word] })),
          relations: [...relations],
          papers: [...paperKinds],
          mostPapers,
          codes: codesBy(app),
          disclosure: disclosureRead(app.profile, disclosureOn(app.profile, dateInShanghai(now))),
          office: { name: notice.officeName, telephone: notice.officePhone },
        },
      };
    },
  },
});
