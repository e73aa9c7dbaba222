import { beforeAll, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { Applicant, filledIn } from '../support/applicant.ts';
import { household } from '../support/household.ts';
import {
  ask,
  city,
  directUnit,
  Journey,
  mailed,
  metAt,
  people,
  putPeople,
  putPerson,
  told,
} from '../support/journey.ts';
import { type MemoryApp, memoryApp } from '../support/memory/app.ts';
import { allFaultsIn } from '../support/memory/verified.ts';

/** 市直单位的职工自己申请：市总工会看到，由直属单位接收，一直到在册；旁边是县里公示着的一户。 */

const office = metAt(city);
const unit = metAt(directUnit);
const form = household(7);
let app: MemoryApp;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  app.at('2026-11-02T01:00:00Z');
  await putPeople(app);
  await told(app, 'putUnion', { as: people.administrator, body: { orgPath: directUnit, name: '昆明市属某厂工会' } });
  for (const { sub, roles, orgPath } of [office.registrar, office.reviewer, office.surveyor, unit.registrar]) {
    await putPerson(app, sub, { name: '白市属', post: '干事', email: `${sub}@example.cn`, orgPath, roles: [roles] });
  }
  return () => void vi.restoreAllMocks();
});

const wall = async (query: Record<string, string[]> = {}) =>
  (await told<AnswerOf<'listNotices'>>(app, 'listNotices', { query })).notices.map(({ id }) => id);

describe('市直单位的职工自己申请', () => {
  it('交给市总工会，转给直属单位，由它接收、办到在册；公示选市里的看得到，选县的看不到', async () => {
    const li = new Applicant(app);
    const { union: _, ...content } = filledIn(7);
    await li.handedIn({ ...content, division: '530100' });
    await li.paper();
    const params = { id: li.id };
    const owed = async (orgPath: string, as = office.registrar) =>
      (await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as, query: { org: [orgPath] } })).tasks.map(
        ({ kind, dossier }) => [kind, dossier],
      );
    expect(await owed(city)).toEqual([['application', li.id]]);
    await told(app, 'forwardApplication', { as: office.registrar, params, body: { orgPath: directUnit } });
    expect(await owed(directUnit, unit.registrar)).toEqual([['application', li.id]]);
    expect((await mailed(app)).map(({ to }) => to)).toContain(`${unit.registrar.sub}@example.cn`);
    const taken = await told<AnswerOf<'takeOverApplication'>>(app, 'takeOverApplication', {
      ...{ as: unit.registrar, params, body: {} },
    });

    // What an application does not ask for, the county of the household among it, is filled in by the clerk.
    const headers = { 'if-match': `"${taken.version}"` };
    const saved = await told<AnswerOf<'saveForm'>>(app, 'saveForm', {
      ...{ as: unit.registrar, params, headers, body: form },
    });
    const consents = allAgree(form, '2026-11-02');
    await told(app, 'submit', { as: unit.registrar, params, body: { form: saved.form, consents } });
    const journey = new Journey(app, unit);
    journey.id = li.id;
    await journey.assessed();
    await journey.surveyed();
    const notice = await journey.noticed();
    const beside = await new Journey(app).untilNotice(household(1));
    expect(await wall({ division: ['530100'] })).toEqual([notice]);
    expect(await wall({ division: ['530102'] })).toEqual([beside]);
    expect((await wall()).toSorted()).toEqual([notice, beside].toSorted());
    const page = await ask(app, 'noticesPage', { query: { division: ['530100'] } });
    expect(page.body).toContain('<option value="530100" selected>');
    expect(page.body.match(/<a class="big keep" href="notices\//g)).toHaveLength(1);
    expect(page.body).toContain(`href="notices/${notice}"`);

    await journey.noticeClosed();
    await journey.registered();
    await li.opened();
    expect((await li.read()).inWords).toBe('昆明市属某厂工会已经接收，已经建档。帮扶计划要您签字的，工会会联系您。');
    expect(await allFaultsIn(app)).toEqual([]);
  });
});
