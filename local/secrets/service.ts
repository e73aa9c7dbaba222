import { AwsError } from '../aws-error.ts';
import type { Store } from '../store.ts';
import { type GenerateSecretString, generateSecretString } from './generate.ts';

/** Secrets Manager as far as functions read their secrets: GetSecretValue by ARN. */
export class SecretsService {
  private readonly store: Store;

  constructor(deps: { store: Store }) {
    this.store = deps.store;
    this.store.db.exec('CREATE TABLE IF NOT EXISTS secret_value (arn TEXT PRIMARY KEY, value TEXT NOT NULL)');
  }

  /** Makes the secret of an AWS::SecretsManager::Secret, once: what was generated or put since stays on a later start. */
  create(arn: string, props: GenerateSecretString): void {
    this.store.db
      .prepare('INSERT INTO secret_value (arn, value) VALUES (?, ?) ON CONFLICT (arn) DO NOTHING')
      .run(arn, generateSecretString(props));
  }

  /** Sets the value, as an operator would. */
  put(arn: string, value: string): void {
    this.store.db.prepare('INSERT OR REPLACE INTO secret_value (arn, value) VALUES (?, ?)').run(arn, value);
  }

  /**
   * Answers one call. `target` is the x-amz-target header (`secretsmanager.GetSecretValue`).
   * @throws AwsError with Secrets Manager's own error names.
   */
  async handle(target: string, body: object): Promise<object> {
    const name = target.slice(target.lastIndexOf('.') + 1);
    if (name !== 'GetSecretValue') {
      throw new AwsError('UnknownOperationException', `The local Secrets Manager does not know ${name}`);
    }
    const { SecretId, ...others } = body as Readonly<Record<string, unknown>>;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) {
      throw new AwsError('InvalidParameterException', `The local Secrets Manager does not know ${unknown} of ${name}`);
    }
    return { ARN: SecretId, SecretString: this.find(SecretId) };
  }

  private find(arn: unknown): string {
    const row =
      typeof arn === 'string' ? this.store.prepare('SELECT value FROM secret_value WHERE arn = ?').get(arn) : undefined;
    if (row) return row.value as string;
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
}
