import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { serveJson } from '../aws-endpoint.ts';
import { Clock } from '../clock.ts';
import { Store } from '../store.ts';
import { generateSecretStringShape } from './generate.ts';
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
  const generated = (props: object) => generateSecretStringShape.parse(props);
  secrets.create(INDEX, generated({ PasswordLength: 64, ExcludePunctuation: true }));
  const SecretStringTemplate = '{"host":"smtp.example"}';
  secrets.create(SMTP, generated({ SecretStringTemplate, GenerateStringKey: 'password', PasswordLength: 20 }));
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

test('a value that was put stays over a restart; a secret that is not there is named as such', async () => {
  secrets.put(SMTP, 'second');
  expect(await read(SMTP)).toBe('second');
  await close();
  await open();
  expect(await read(SMTP)).toBe('second');
  await expect(read(`${SMTP}x`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a template keeps its fields and gains the generated password under its key', async () => {
  const { host, password } = JSON.parse((await read(SMTP)) ?? '{}') as { host: string; password: string };
  expect(host).toBe('smtp.example');
  expect(password).toHaveLength(20);
  for (const type of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]) expect(password).toMatch(type);
});

test('what no template has is refused by name', () => {
  expect(() => generateSecretStringShape.parse({ ExcludeCharacters: 'x' })).toThrow('ExcludeCharacters');
  expect(() => generateSecretStringShape.parse({ GenerateStringKey: 'x' })).toThrow('SecretStringTemplate');
});

test('what the local Secrets Manager does not have is refused by name', async () => {
  await expect(client.send(new DeleteSecretCommand({ SecretId: SMTP }))).rejects.toMatchObject({
    message: expect.stringContaining('DeleteSecret'),
  });
  await expect(
    client.send(new GetSecretValueCommand({ SecretId: SMTP, VersionStage: 'AWSPREVIOUS' })),
  ).rejects.toMatchObject({ message: expect.stringContaining('VersionStage') });
});
