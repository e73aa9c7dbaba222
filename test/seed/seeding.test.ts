import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { leadBy } from '../../shared/registry/trace-lists.ts';
import { table } from '../../shared/services/services.ts';
import { demoPeople, demoUnions } from '../../tools/registered.ts';
import { people, putPerson, told } from '../support/journey.ts';
import { type MemoryApp, memoryApp } from '../support/memory/app.ts';
import { allFaultsIn } from '../support/memory/verified.ts';
import type { Item } from './running.ts';
import { Seeding } from './seeding.ts';

const now = new Date('2026-09-07T01:00:00Z');
const seal = { sealKey: 'seal-key', blindIndexSecret: 'blind-index' };
let system: MemoryApp;
let office: Item[];

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error', 'log'] as const)
    vi.spyOn(console, level).mockImplementation(() => undefined);
  system = memoryApp();
  system.at(now);
  for (const { id, ...person } of demoPeople.filter(({ orgPath }) => orgPath.startsWith('53')))
    await putPerson(system, id, person);
  for (const body of demoUnions.filter(({ orgPath }) => orgPath.startsWith('53'))) {
    await told(system, 'putUnion', { as: people.administrator, body });
  }
  office = system.dynamoDb.all().map((item) => marshall(item, { removeUndefinedValues: true }));
});
afterAll(() => void vi.restoreAllMocks());

it('verifies every household that was put in, from outside', async () => {
  const { kms, secrets } = system.edge;
  const seeding = new Seeding(1, now, { kms: kms as never, secrets: secrets as never, ...seal, office });
  for (let n = 0; n < 60; n++) {
    const { first, rest, traces } = await seeding.next();
    for (const item of [...first, ...rest]) system.dynamoDb.put(unmarshall(item));
    for (const { hash, dossier } of traces) await leadBy(table(system), hash, dossier);
  }
  expect(await allFaultsIn(system)).toEqual([]);
}, 120_000);

it('makes the same households of the same seed, also when it was broken off', async () => {
  const { kms, secrets } = system.edge;
  const ground = { kms: kms as never, secrets: secrets as never, ...seal, office };
  const namesOf = ({ first, rest }: Awaited<ReturnType<Seeding['next']>>) =>
    [...first, ...rest].flatMap(({ sk, maskedName, status }) => (sk?.S === 'HEAD' ? [maskedName?.S, status?.S] : []));
  const [whole, again] = [new Seeding(2, now, ground), new Seeding(2, now, ground)];
  const all: unknown[] = [];
  for (let n = 0; n < 12; n++) all.push(namesOf(await whole.next()));
  again.skip(8);
  for (let n = 8; n < 12; n++) expect(namesOf(await again.next())).toEqual(all[n]);
}, 120_000);
