import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { ask, county, people } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { DOSSIER_KEYS } from '../../test/support/memory/dossier-keys.ts';
import { Keyring } from '../sealing/keyring.ts';
import { DossierKeys, NewDossierKeys } from './dossier-keys.ts';

const [one, other] = ['1'.repeat(26), '2'.repeat(26)];

/** What a container has of its own: nothing that another opened is at hand in it. */
function container(app: MemoryApp) {
  const table = { name: DOSSIER_KEYS, client: app.dynamoDb.client };
  const sealKey = { arn: 'seal-key', kms: app.edge.kms as never };
  return {
    made: new NewDossierKeys(table, sealKey),
    keyring: new Keyring(new DossierKeys(table, sealKey)),
  };
}

async function withKeys(...dossiers: string[]) {
  const app = memoryApp();
  for (const dossier of dossiers) await container(app).made.create(dossier);
  return { app, keyring: container(app).keyring };
}

it('封上的打得开，是密文，里面没有密钥', async () => {
  const { app, keyring } = await withKeys(one);
  const sealed = await keyring.seal(`${one}/survey`, { opinion: '情况属实' });
  expect(Object.keys(sealed).sort()).toEqual(['iv', 'text']);
  expect(Buffer.from(sealed.text, 'base64').toString()).not.toContain('属实');
  expect(await container(app).keyring.open(`${one}/survey`, sealed)).toEqual({ opinion: '情况属实' });
});

it('两个同时为一户做密钥：只有一把，两边都用它', async () => {
  const app = memoryApp();
  const [a, b] = [container(app), container(app)];
  await Promise.all([a.made.create(one), b.made.create(one)]);
  expect(app.dynamoDb.dossierKeys.dossiers()).toEqual([one]);
  const sealed = await Promise.all([a, b].map(({ keyring }) => keyring.seal(`${one}/survey`, '属实')));
  for (const { keyring } of [a, b, container(app)]) {
    for (const each of sealed) expect(await keyring.open(`${one}/survey`, each)).toBe('属实');
  }
});

it('再做一次，原来那把还在，原来封的还打得开', async () => {
  const { app, keyring } = await withKeys(one);
  const sealed = await keyring.seal(`${one}/survey`, '属实');
  await container(app).made.create(one);
  expect(await container(app).keyring.open(`${one}/survey`, sealed)).toBe('属实');
});

it('做了密钥、还没有建档就断了：多一把没有用处的密钥，再建一份照样办', async () => {
  const app = memoryApp();
  const send = app.dynamoDb.send.bind(app.dynamoDb);
  let isDown = true;
  app.dynamoDb.send = (command) => {
    if (isDown && command instanceof TransactWriteItemsCommand) throw new Error('power cut');
    return send(command);
  };
  const asked = { as: people.registrar, body: { orgPath: `${county}/U0001` } };
  expect((await ask(app, 'createDraft', asked)).statusCode).toBe(503);
  const left = app.dynamoDb.all<{ pk: string }>().filter(({ pk }) => pk !== 'DIVISIONS');
  expect([app.dynamoDb.dossierKeys.dossiers().length, left]).toEqual([1, []]);
  isDown = false;
  const created = await ask(app, 'createDraft', asked);
  expect(created.statusCode).toBe(201);
  const { id } = JSON.parse(created.body) as { id: string };
  const keyed = app.dynamoDb.dossierKeys.dossiers();
  expect(keyed).toHaveLength(2);
  expect(keyed).toContain(id);
});

it('密文挪到同一户别的地方、或别的一户，都打不开；别户的密钥也打不开', async () => {
  const { app, keyring } = await withKeys(one, other);
  const sealed = await keyring.seal(`${one}/survey`, '属实');
  await expect(keyring.open(`${one}/withdrawal`, sealed)).rejects.toThrow();
  await expect(keyring.open(`${other}/survey`, sealed)).rejects.toThrow();
  // Whoever can write the table of keys gives one dossier the key of another: it unwraps for its own only.
  app.dynamoDb.dossierKeys.remove(one);
  app.dynamoDb.dossierKeys.copy(other, one);
  await expect(container(app).keyring.open(`${one}/survey`, sealed)).rejects.toMatchObject({
    name: 'InvalidCiphertextException',
  });
});

it('没有密钥的一户，既打不开，也封不上，不会悄悄换一把', async () => {
  const { app, keyring } = await withKeys(one);
  const sealed = await keyring.seal(`${one}/survey`, '属实');
  const back = app.dynamoDb.dossierKeys.mark();
  app.dynamoDb.dossierKeys.remove(one);
  const cold = container(app).keyring;
  await expect(cold.open(`${one}/survey`, sealed)).rejects.toMatchObject({ name: 'MissingDossierKey' });
  await expect(cold.seal(`${one}/survey`, '属实')).rejects.toMatchObject({ name: 'MissingDossierKey' });
  expect(app.dynamoDb.dossierKeys.dossiers()).toEqual([]);
  // Brought back from the days of recovery, it opens at once.
  back();
  expect(await cold.open(`${one}/survey`, sealed)).toBe('属实');
});

it('不说是哪一户的，不封', async () => {
  const { keyring } = await withKeys(one);
  await expect(keyring.seal('survey', '属实')).rejects.toThrow('names no dossier');
});

it('改过的密文打不开', async () => {
  const { keyring } = await withKeys(one);
  const sealed = await keyring.seal(`${one}/survey`, '属实');
  const text = Buffer.from(sealed.text, 'base64');
  text[0] = (text[0] ?? 0) ^ 1;
  await expect(keyring.open(`${one}/survey`, { ...sealed, text: text.toString('base64') })).rejects.toThrow();
});
