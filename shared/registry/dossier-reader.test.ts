import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryApp } from '../../test/support/memory/app.ts';
import { an } from '../dossier/actions.fixture.ts';
import { isOwnOf } from '../organisation/org-path.ts';
import { dossierReader, dossiers } from '../services/services.ts';
import { newId } from './ids.ts';

const city = '530000/530100';
const county = `${city}/530102`;
const app = memoryApp();
/** Where there are how many: units directly below sort before, between and after the counties, and inside one's own text. */
const there: Readonly<Record<string, number>> = {
  '530000': 2,
  '530000/0001': 1,
  '530000/5301001': 1,
  '530000/530200/530202/U0001': 2,
  '530000/530200/U0001': 1,
  '530000/Z0001': 1,
  [city]: 3,
  [`${city}/0001`]: 1,
  [county]: 2,
  [`${city}/530102-1`]: 1,
  [`${county}/U0001`]: 60,
  [`${county}/z`]: 1,
  [`${city}/5301020`]: 1,
  [`${city}/530103`]: 30,
  [`${city}/530111/U0001/JD01`]: 30,
  [`${city}/U0001`]: 28,
  [`${city}/U0001/JD01`]: 1,
};

beforeAll(async () => {
  const actor = { kind: 'staff' as const, id: 'registrar-1' };
  for (const [orgPath, count] of Object.entries(there)) {
    for (let n = 0; n < count; n++) {
      const action = an.createDraft({ orgPath });
      await dossiers(app).record({ id: newId(), before: null, action, actor, now: app.now() });
    }
  }
});

/** All pages of what is somebody's own, and how often the index was read. */
async function read(orgPath: string, options: { limit: number; backward?: boolean }) {
  const found: string[] = [];
  let [reads, pages] = [0, 0];
  app.dynamoDb.onCommand = (command) => {
    if (command instanceof QueryCommand) reads++;
  };
  let after: string | undefined;
  do {
    const page = await dossierReader(app).ownPage('draft', orgPath, { ...options, ...(after ? { after } : {}) });
    found.push(...page.dossiers.map((each) => each.orgPath));
    after = page.last;
    pages++;
  } while (after !== undefined);
  app.dynamoDb.onCommand = () => undefined;
  return { found, reads, pages };
}

const ownIn = (orgPath: string) =>
  Object.entries(there).flatMap(([each, count]) =>
    isOwnOf(orgPath, each) ? Array.from({ length: count }, () => each) : [],
  );

describe('本级和直属单位的一页', () => {
  it.each(['530000', city, '530000/530200', county, `${city}/U0001`, '530000/530100/0001'])(
    '%s：自己的和直属单位的一份不漏，县里的一份没有，一页多大、从哪头读都一样',
    async (orgPath) => {
      for (const limit of [1, 2, 7, 250]) {
        const forward = await read(orgPath, { limit });
        expect(forward.found.toSorted(), `${limit}`).toEqual(ownIn(orgPath).toSorted());
        const { found } = await read(orgPath, { limit, backward: true });
        expect(found, `${limit}`).toEqual(forward.found.toReversed());
      }
    },
  );

  it('各县的不读完：一个县有再多户，也只是跳过去的几次', async () => {
    const { reads, pages } = await read(city, { limit: 10 });
    // A page of its own, and at most twice for each of the three counties.
    expect(reads).toBeLessThanOrEqual(pages + 6);
  });
});
