import type { SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { ProvinceProfile } from '../../shared/province/profile.ts';

/** A Content-Length over 262144 (256 KB), digit by digit: WAF compares headers as text only. */
const over256KB =
  '^0*(26214[5-9]|2621[5-9][0-9]|262[2-9][0-9]{2}|26[3-9][0-9]{3}|2[7-9][0-9]{4}|[3-9][0-9]{5}|[1-9][0-9]{6,})$';

/**
 * Rate and size rules before the API. AWS's managed rule groups are left out: their common set blocks bodies over
 * 8 KB, which an ordinary 档案表 exceeds, and which groups the China regions have is not documented.
 *
 * The size rule reads Content-Length, because WAF sees at most the first 64 KB of a body itself. Functions check the
 * size again; this rule only keeps the load away from them.
 */
export class Firewall extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { api: SpecRestApi; waf: ProvinceProfile['waf']; stackName: string },
  ) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(props.stackName),
      rules: [
        {
          name: 'too-many-requests',
          priority: 0,
          action: { block: {} },
          visibilityConfig: visibility('too-many-requests'),
          statement: {
            // The window is five minutes unless it is set.
            rateBasedStatement: { aggregateKeyType: 'IP', limit: props.waf.requestsPerFiveMinutes },
          },
        },
        {
          name: 'body-too-large',
          priority: 1,
          action: { block: {} },
          visibilityConfig: visibility('body-too-large'),
          statement: {
            regexMatchStatement: {
              fieldToMatch: { singleHeader: { Name: 'content-length' } },
              regexString: over256KB,
              textTransformations: [{ priority: 0, type: 'NONE' }],
            },
          },
        },
      ],
    });
    new CfnWebACLAssociation(this, 'Association', {
      resourceArn: props.api.deploymentStage.stageArn,
      webAclArn: acl.attrArn,
    });
  }
}

/** Samples are off: they would show the paths of links. */
function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}
