import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Store } from '../store.ts';
import { type GenerateSecretString, generateSecretString } from './generate.ts';

type Body = Readonly<Record<string, unknown>>;

export interface SecretProps {
  Name?: string;
  SecretString?: string;
  GenerateSecretString?: GenerateSecretString;
}

interface Version {
  versionId: string;
  value: string;
  createdAt: number;
}

/** Secrets Manager's GetSecretValue and PutSecretValue; a version is AWSCURRENT, AWSPREVIOUS or forgotten. */
export class SecretsService {
  private readonly store: Store;

  constructor(deps: { store: Store }) {
    this.store = deps.store;
    this.store.db.exec(`
      CREATE TABLE IF NOT EXISTS secret (arn TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE);
      CREATE TABLE IF NOT EXISTS secret_version (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL REFERENCES secret (arn), version_id TEXT NOT NULL,
        value TEXT NOT NULL, created_at INTEGER NOT NULL, UNIQUE (arn, version_id));
    `);
  }

  /**
   * Makes the secret of an AWS::SecretsManager::Secret, once: what was generated or put since stays on a later start.
   * Without a Name it takes the ARN's, less the six characters AWS appends.
   */
  create(arn: string, props: SecretProps): void {
    if (props.SecretString !== undefined && props.GenerateSecretString !== undefined) {
      throw new Error('SecretString and GenerateSecretString exclude each other');
    }
    this.store.transaction(() => {
      if (this.store.db.prepare('SELECT 1 FROM secret WHERE arn = ?').get(arn)) return;
      const name =
        props.Name ??
        arn
          .split(':')
          .slice(6)
          .join(':')
          .replace(/-[A-Za-z0-9]{6}$/, '');
      this.store.db.prepare('INSERT INTO secret (arn, name) VALUES (?, ?)').run(arn, name);
      const value = props.SecretString ?? generateSecretString(props.GenerateSecretString ?? {});
      this.add(arn, randomUUID(), value);
    });
  }

  /** Sets the current value; the same value again changes nothing. @throws AwsError ResourceNotFoundException. */
  put(arn: string, value: string): void {
    this.store.transaction(() => {
      const secret = this.find(arn);
      if (this.versions(secret.arn)[0]?.value !== value) this.add(secret.arn, randomUUID(), value);
    });
  }

  /**
   * Answers one call. `target` is the x-amz-target header (`secretsmanager.GetSecretValue`).
   * @throws AwsError with Secrets Manager's own error names.
   */
  async handle(target: string, body: object): Promise<object> {
    const name = target.slice(target.lastIndexOf('.') + 1);
    if (name === 'GetSecretValue') {
      accept(name, body, ['SecretId', 'VersionId', 'VersionStage']);
      return this.getValue(body as Body);
    }
    if (name === 'PutSecretValue') {
      accept(name, body, ['SecretId', 'ClientRequestToken', 'SecretString']);
      return this.putValue(body as Body);
    }
    throw new AwsError('UnknownOperationException', `The local Secrets Manager does not know ${name}`);
  }

  private getValue(body: Body): object {
    const secret = this.find(body.SecretId);
    const versions = this.versions(secret.arn);
    const stage = body.VersionStage ?? (body.VersionId === undefined ? 'AWSCURRENT' : undefined);
    const index = versions.findIndex(
      (version, i) =>
        (stage === undefined || stageOf(i) === stage) &&
        (body.VersionId === undefined || version.versionId === body.VersionId),
    );
    const version = versions[index];
    if (!version) throw notFound("Secrets Manager can't find the specified secret value.");
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.versionId,
      SecretString: version.value,
      VersionStages: [stageOf(index)],
      CreatedDate: version.createdAt / 1000,
    };
  }

  private putValue(body: Body): object {
    const value = body.SecretString;
    if (typeof value !== 'string' || Buffer.byteLength(value) > 65_536) {
      throw new AwsError('InvalidParameterException', 'SecretString must be a string of at most 65536 bytes.');
    }
    const versionId = typeof body.ClientRequestToken === 'string' ? body.ClientRequestToken : randomUUID();
    return this.store.transaction(() => {
      const secret = this.find(body.SecretId);
      const same = this.versions(secret.arn).find((version) => version.versionId === versionId);
      if (same && same.value !== value) {
        throw new AwsError('ResourceExistsException', 'A version with that token holds another value.');
      }
      if (!same) this.add(secret.arn, versionId, value);
      return { ARN: secret.arn, Name: secret.name, VersionId: versionId, VersionStages: ['AWSCURRENT'] };
    });
  }

  /** By ARN, ARN without its random suffix, or name. */
  private find(id: unknown): { arn: string; name: string } {
    const row =
      typeof id === 'string'
        ? this.store.db
            .prepare('SELECT arn, name FROM secret WHERE arn = ?1 OR name = ?1 OR substr(arn, 1, length(arn) - 7) = ?1')
            .get(id)
        : undefined;
    if (!row) throw notFound("Secrets Manager can't find the specified secret.");
    return { arn: row.arn as string, name: row.name as string };
  }

  /** The current version, then the previous one. */
  private versions(arn: string): Version[] {
    return this.store.db
      .prepare('SELECT * FROM secret_version WHERE arn = ? ORDER BY seq DESC LIMIT 2')
      .all(arn)
      .map((row) => ({
        versionId: row.version_id as string,
        value: row.value as string,
        createdAt: row.created_at as number,
      }));
  }

  private add(arn: string, versionId: string, value: string): void {
    this.store.db
      .prepare('INSERT INTO secret_version (arn, version_id, value, created_at) VALUES (?, ?, ?, ?)')
      .run(arn, versionId, value, Date.now());
    this.store.db
      .prepare(
        `DELETE FROM secret_version WHERE arn = ?1
         AND seq NOT IN (SELECT seq FROM secret_version WHERE arn = ?1 ORDER BY seq DESC LIMIT 2)`,
      )
      .run(arn);
  }
}

function accept(operation: string, body: object, known: string[]): void {
  const unknown = Object.keys(body).find((field) => !known.includes(field));
  if (!unknown) return;
  throw new AwsError('InvalidParameterException', `The local Secrets Manager does not know ${unknown} of ${operation}`);
}

function stageOf(index: number): string {
  return index === 0 ? 'AWSCURRENT' : 'AWSPREVIOUS';
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}
