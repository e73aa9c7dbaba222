import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { profiles } from '../../infra/provinces/index.ts';
import { Activity } from '../../local/activity.ts';
import { serveJson } from '../../local/aws-endpoint.ts';
import { Clock } from '../../local/clock.ts';
import { DynamoDbEmulator } from '../../local/dynamodb/emulator.ts';
import { KmsService } from '../../local/kms/service.ts';
import { SecretsService } from '../../local/secrets/service.ts';
import { Store } from '../../local/store.ts';

/**
 * What the functions' own code needs of AWS, for one test or bench that calls it in its own process: DynamoDB with
 * the registry table, KMS and Secrets Manager. Sets the environment, and the profile of 530000 as compiled in.
 * `smtpPort`: where a mail relay without TLS listens on this machine.
 */
export async function startServices({ smtpPort = 0 } = {}): Promise<{ stop(): Promise<void> }> {
  Object.assign(globalThis, { PROVINCE_PROFILE: profiles['530000'] });
  const folder = mkdtempSync(join(tmpdir(), 'jdlk-services-'));
  const store = new Store(folder);
  const kms = new KmsService({ store });
  const secrets = new SecretsService({ store });
  const key = 'arn:aws-cn:kms:cn-northwest-1:000000000000:key/00000000-0000-4000-8000-000000000000';
  const secret = 'arn:aws-cn:secretsmanager:cn-northwest-1:000000000000:secret:blind-index-abcdef';
  kms.createKey(key);
  secrets.create(secret, { SecretString: 'secret' });
  const smtp = 'arn:aws-cn:secretsmanager:cn-northwest-1:000000000000:secret:smtp-abcdef';
  const relay = { host: '127.0.0.1', port: smtpPort, secure: false, user: 'mailer', password: 'secret' };
  secrets.create(smtp, { SecretString: JSON.stringify(relay) });
  const activity = new Activity();
  const endpointDeps = {
    clock: new Clock(store, activity),
    activity,
    services: {
      TrentService: { signingName: 'kms', handle: kms.handle.bind(kms) },
      secretsmanager: { signingName: 'secretsmanager', handle: secrets.handle.bind(secrets) },
    },
    secretOf: () => 'secret',
    log: console.error,
  };
  const server = createServer((req, res) => {
    void serveJson(endpointDeps, String(req.headers['x-amz-target']), req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const emulator = new DynamoDbEmulator(folder, port);
  await emulator.start((message) => {
    throw new Error(message);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: 'cn-northwest-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_DYNAMODB: emulator.endpoint,
    AWS_ENDPOINT_URL_KMS: endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint,
    METRICS_NAMESPACE: 'jdlk-530000-test',
    REGISTRY_TABLE: 'registry',
    SEAL_KEY_ARN: key,
    BLIND_INDEX_SECRET_ARN: secret,
    SMTP_SECRET_ARN: smtp,
    PUBLIC_BASE_URL: 'https://example.cn',
  });
  await createTable(new DynamoDBClient({}));
  return {
    async stop() {
      await emulator.stop();
      await new Promise((resolve) => server.close(resolve));
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The registry table with its indexes and stream, as the stack makes it. */
async function createTable(client: DynamoDBClient): Promise<void> {
  const index = (IndexName: string, hash: string, range: string) => ({
    IndexName,
    KeySchema: [
      { AttributeName: hash, KeyType: 'HASH' as const },
      { AttributeName: range, KeyType: 'RANGE' as const },
    ],
    Projection: { ProjectionType: 'ALL' as const },
  });
  const names = ['pk', 'sk', 'status', 'statusSort', 'due', 'dueSort'];
  await client.send(
    new CreateTableCommand({
      TableName: 'registry',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [index('byStatus', 'status', 'statusSort'), index('byDue', 'due', 'dueSort')],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
}
