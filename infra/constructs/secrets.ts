import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type CfnSecret, Secret, type SecretProps } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

export class Secrets extends Construct {
  /**
   * Keys the hashes of ID numbers, link codes and addresses. Never rotated: every identity lock is stored under it,
   * and a new one would let a second dossier in for every household.
   */
  readonly blindIndex: Secret;
  /** {host, port, secure, user, password} of the union's mail relay; the operator fills it in after the first deploy. */
  readonly smtp: Secret;
  /** {url, key} of the union's gateway of short messages, filled in likewise; undefined where the province sends none. */
  readonly messages: Secret | undefined;

  constructor(scope: Construct, id: string, props: { key: IKey; hasMessages: boolean }) {
    super(scope, id);
    this.blindIndex = this.secret('BlindIndexSecret', props.key, {
      description: 'Blind index of identities; never change it',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    this.smtp = this.secret('SmtpSecret', props.key, {
      description: 'Mail relay: {host, port, secure, user, password}; to be filled in by the operator',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ host: 'smtp.example.invalid', port: 465, secure: true, user: '' }),
        generateStringKey: 'password',
      },
    });
    this.messages = props.hasMessages
      ? this.secret('MessagesSecret', props.key, {
          description: 'Gateway of short messages: {url, key}; the operator fills in its address and gives it the key',
          generateSecretString: {
            secretStringTemplate: JSON.stringify({ url: 'https://messages.example.invalid' }),
            generateStringKey: 'key',
            passwordLength: 48,
            excludePunctuation: true,
          },
        })
      : undefined;
  }

  private secret(id: string, key: IKey, props: SecretProps): Secret {
    const secret = new Secret(this, id, { ...props, removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE });
    // Set on the resource, because the construct's own property writes a service name with a fixed DNS suffix into
    // the key's policy; the functions get what they need from permissions.ts.
    (secret.node.defaultChild as CfnSecret).kmsKeyId = key.keyArn;
    return secret;
  }
}
