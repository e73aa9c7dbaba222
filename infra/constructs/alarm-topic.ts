import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { ProvinceProfile } from '../../shared/province/profile.ts';

/** Where alarms are told, and the night's backups: encrypted, and by mail to whoever the profile names. */
export function alarmTopic(scope: Construct, { key, profile }: { key: IKey; profile: ProvinceProfile }): Topic {
  const topic = new Topic(scope, 'Topic', {
    displayName: `建档立卡 ${profile.name}`,
    masterKey: key,
    enforceSSL: true,
  });
  const services = ['cloudwatch', ...(profile.nightlyBackups ? ['backup'] : [])];
  const principals = services.map((service) => new ServicePrincipal(`${service}.amazonaws.com`));
  // Both policies: an alarm that may publish but not encrypt is never heard.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals,
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      principals,
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
    }),
  );
  if (profile.alarmEmail !== null) {
    topic.addSubscription(new EmailSubscription(profile.alarmEmail));
  }
  return topic;
}
