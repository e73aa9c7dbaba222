import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DecryptCommand,
  GenerateDataKeyCommand,
  GetPublicKeyCommand,
  KMSClient,
  ListKeysCommand,
  SignCommand,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { serveJson } from '../aws-endpoint.ts';
import { Clock } from '../clock.ts';
import { Store } from '../store.ts';
import { KmsService } from './service.ts';

const KEY_ID = '8a4e3c52-0f0e-4c8f-9d7c-3a8a0a6f5b11';
const KEY = `arn:aws-cn:kms:cn-northwest-1:000000000000:key/${KEY_ID}`;
const OTHER_KEY = 'arn:aws-cn:kms:cn-northwest-1:000000000000:key/0d5b1f3c-72b6-4a53-8a3f-6f1f1d1f2c22';
const PAIR = 'arn:aws-cn:kms:cn-northwest-1:000000000000:key/5b1d3c4e-1a2b-4c3d-8e4f-9a0b1c2d3e33';
const CONTEXT = { dossier: 'D1', field: 'idNumber' };

let dataDir: string;
let store: Store;
let server: Server;
let client: KMSClient;

async function open(): Promise<void> {
  store = new Store(dataDir);
  const kms = new KmsService({ store });
  kms.createKey(KEY);
  kms.createKey(OTHER_KEY);
  kms.createKey(PAIR, 'ECC_NIST_P256');
  const activity = new Activity();
  const endpoint = {
    clock: new Clock(store, activity),
    activity,
    services: { TrentService: { signingName: 'kms', handle: kms.handle.bind(kms) } },
    secretOf: (id: string) => (id === 'AKIDTEST' ? 'secret' : undefined),
    log: () => undefined,
  };
  server = createServer((req, res) => void serveJson(endpoint, String(req.headers['x-amz-target']), req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = connect('secret');
}

function connect(secretAccessKey: string): KMSClient {
  return new KMSClient({
    region: 'cn-northwest-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'AKIDTEST', secretAccessKey },
  });
}

async function close(): Promise<void> {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
  store.close();
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'kms-'));
  await open();
});

afterEach(async () => {
  await close();
  rmSync(dataDir, { recursive: true });
});

test.each([KEY, KEY_ID])('a data key made under %s is opened again under the same context', async (KeyId) => {
  const made = await client.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: CONTEXT }));
  expect(made.Plaintext).toHaveLength(32);
  expect(made.KeyId).toBe(KEY);
  const opened = await client.send(
    new DecryptCommand({
      CiphertextBlob: made.CiphertextBlob,
      EncryptionContext: { field: 'idNumber', dossier: 'D1' },
    }),
  );
  expect(opened.Plaintext).toEqual(made.Plaintext);
  expect(opened.KeyId).toBe(KEY);
});

test("one dossier's sealed field cannot be opened as another dossier's", async () => {
  const { CiphertextBlob } = await client.send(
    new GenerateDataKeyCommand({ KeyId: KEY, KeySpec: 'AES_256', EncryptionContext: CONTEXT }),
  );
  for (const EncryptionContext of [{ ...CONTEXT, dossier: 'D2' }, {}, { ...CONTEXT, more: 'x' }]) {
    await expect(client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
      $metadata: { httpStatusCode: 400 },
    });
  }
});

test('a blob that was changed, is foreign or is no blob at all does not open', async () => {
  const { CiphertextBlob = new Uint8Array() } = await client.send(
    new GenerateDataKeyCommand({ KeyId: KEY, KeySpec: 'AES_256' }),
  );
  const changed = Buffer.from(CiphertextBlob);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  const foreign = Buffer.from(CiphertextBlob);
  foreign.write('f'.repeat(KEY_ID.length), 2);
  // The same bytes said to be sealed under another key of ours.
  const renamed = Buffer.from(CiphertextBlob);
  renamed.write(OTHER_KEY.slice(-KEY_ID.length), 2);
  for (const blob of [changed, foreign, renamed, Buffer.from('rubbish')]) {
    await expect(client.send(new DecryptCommand({ CiphertextBlob: blob }))).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
  }
  await expect(client.send(new DecryptCommand({ CiphertextBlob, KeyId: OTHER_KEY }))).rejects.toMatchObject({
    name: 'IncorrectKeyException',
  });
});

test('what was sealed before a restart opens after it', async () => {
  const made = await client.send(new GenerateDataKeyCommand({ KeyId: KEY, KeySpec: 'AES_256' }));
  await close();
  await open();
  const opened = await client.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob }));
  expect(opened.Plaintext).toEqual(made.Plaintext);
});

test('a key that is not there, and an operation the local KMS does not have, are refused by name', async () => {
  const missing = new GenerateDataKeyCommand({ KeyId: `${KEY}x`, KeySpec: 'AES_256' });
  await expect(client.send(missing)).rejects.toMatchObject({ name: 'NotFoundException' });
  await expect(client.send(new ListKeysCommand({}))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('ListKeys'),
  });
});

test('a request signed with the wrong secret opens nothing', async () => {
  const stranger = connect('guessed');
  await expect(stranger.send(new GenerateDataKeyCommand({ KeyId: KEY, KeySpec: 'AES_256' }))).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
    $metadata: { httpStatusCode: 403 },
  });
  stranger.destroy();
});

test('what a key pair signed is told by its public key, before and after a restart, and by nothing else', async () => {
  const Message = Buffer.from('{"root":"…"}');
  const signing = { KeyId: PAIR, Message, MessageType: 'RAW', SigningAlgorithm: 'ECDSA_SHA_256' } as const;
  const { Signature = new Uint8Array() } = await client.send(new SignCommand(signing));
  await close();
  await open();
  const { PublicKey = new Uint8Array(), KeySpec } = await client.send(new GetPublicKeyCommand({ KeyId: PAIR }));
  expect(KeySpec).toBe('ECC_NIST_P256');
  const key = createPublicKey({ key: Buffer.from(PublicKey), type: 'spki', format: 'der' });
  expect(verify('sha256', Message, key, Signature)).toBe(true);
  expect(verify('sha256', Buffer.from('other'), key, Signature)).toBe(false);
});

test('a key that encrypts does not sign, and a pair that signs does not encrypt', async () => {
  const SigningAlgorithm = 'ECDSA_SHA_256' as const;
  const wrong = [
    new SignCommand({ KeyId: KEY, Message: Buffer.from('x'), SigningAlgorithm }),
    new GenerateDataKeyCommand({ KeyId: PAIR, KeySpec: 'AES_256' }),
  ];
  for (const command of wrong) {
    await expect(client.send(command as SignCommand)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  }
  const other = new SignCommand({ KeyId: PAIR, Message: Buffer.from('x'), SigningAlgorithm: 'ECDSA_SHA_512' });
  await expect(client.send(other)).rejects.toMatchObject({ name: 'ValidationException' });
});
