import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { serveJson } from '../aws-endpoint.ts';
import { Clock } from '../clock.ts';
import { Store } from '../store.ts';
import { SecretsService } from './service.ts';

const INDEX = 'arn:aws-cn:secretsmanager:cn-northwest-1:000000000000:secret:blind-index-AbCdEf';
const SMTP = 'arn:aws-cn:secretsmanager:cn-northwest-1:000000000000:secret:province/smtp-GhIjKl';

let dataDir: string;
let store: Store;
let secrets: SecretsService;
let server: Server;
let client: SecretsManagerClient;

async function open(): Promise<void> {
  store = new Store(dataDir);
  secrets = new SecretsService({ store });
  secrets.create(INDEX, { GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true } });
  secrets.create(SMTP, { Name: 'province/smtp', SecretString: '{"host":"smtp.example"}' });
  const activity = new Activity();
  const endpoint = {
    clock: new Clock(store, activity),
    activity,
    services: { secretsmanager: { signingName: 'secretsmanager', handle: secrets.handle.bind(secrets) } },
    secretOf: (id: string) => (id === 'AKIDTEST' ? 'secret' : undefined),
    log: () => undefined,
  };
  server = createServer((req, res) => void serveJson(endpoint, String(req.headers['x-amz-target']), req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new SecretsManagerClient({
    region: 'cn-northwest-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret' },
  });
}

async function close(): Promise<void> {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
  store.close();
}

async function read(SecretId: string): Promise<string | undefined> {
  return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'secrets-'));
  await open();
});

afterEach(async () => {
  await close();
  rmSync(dataDir, { recursive: true });
});

test('the blind index secret is the same after a restart: otherwise the same person would index differently', async () => {
  const before = await read(INDEX);
  expect(before).toMatch(/^[A-Za-z0-9]{64}$/);
  await close();
  await open();
  expect(await read(INDEX)).toBe(before);
});

test('a secret is found by ARN, by name and by ARN without its suffix', async () => {
  for (const id of [SMTP, SMTP.slice(0, -7), 'province/smtp']) expect(await read(id)).toBe('{"host":"smtp.example"}');
  expect(await read('blind-index')).toBe(await read(INDEX));
  await expect(read('province/none')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a value put becomes current, the one before it stays readable as previous', async () => {
  await client.send(new PutSecretValueCommand({ SecretId: SMTP, SecretString: 'second' }));
  expect(await read(SMTP)).toBe('second');
  const previous = await client.send(new GetSecretValueCommand({ SecretId: SMTP, VersionStage: 'AWSPREVIOUS' }));
  expect(previous.SecretString).toBe('{"host":"smtp.example"}');
  secrets.put(SMTP, 'third');
  secrets.put(SMTP, 'third');
  expect(await read(SMTP)).toBe('third');
  const afterwards = await client.send(new GetSecretValueCommand({ SecretId: SMTP, VersionStage: 'AWSPREVIOUS' }));
  expect(afterwards.SecretString).toBe('second');
  await close();
  await open();
  expect(await read(SMTP)).toBe('third');
});

test('one token puts one value', async () => {
  const put = { SecretId: SMTP, ClientRequestToken: '00000000-0000-4000-8000-000000000001' };
  const first = await client.send(new PutSecretValueCommand({ ...put, SecretString: 'a' }));
  const again = await client.send(new PutSecretValueCommand({ ...put, SecretString: 'a' }));
  expect(again.VersionId).toBe(first.VersionId);
  await expect(client.send(new PutSecretValueCommand({ ...put, SecretString: 'b' }))).rejects.toMatchObject({
    name: 'ResourceExistsException',
  });
});

test('a template keeps its fields and gains the generated password under its key', async () => {
  const arn = 'arn:aws-cn:secretsmanager:cn-northwest-1:000000000000:secret:generated-MnOpQr';
  secrets.create(arn, {
    GenerateSecretString: {
      SecretStringTemplate: '{"user":"mailer"}',
      GenerateStringKey: 'password',
      PasswordLength: 20,
      ExcludeCharacters: '"\\',
    },
  });
  const { user, password } = JSON.parse((await read(arn)) ?? '{}') as { user: string; password: string };
  expect(user).toBe('mailer');
  expect(password).toHaveLength(20);
  expect(password).not.toMatch(/["\\]/);
  for (const type of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]) expect(password).toMatch(type);
});

test('what the local Secrets Manager does not have is refused by name', async () => {
  await expect(client.send(new DeleteSecretCommand({ SecretId: SMTP }))).rejects.toMatchObject({
    message: expect.stringContaining('DeleteSecret'),
  });
  await expect(
    client.send(new PutSecretValueCommand({ SecretId: SMTP, SecretBinary: Buffer.from('x') })),
  ).rejects.toMatchObject({ message: expect.stringContaining('SecretBinary') });
});
