import type { SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { routes } from '../../shared/contract/routes.ts';
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
        rate('too-many-requests', 0, props.waf.requestsPerFiveMinutes, { notStatement: { statement: onStaffPath } }),
        rate('too-many-staff-requests', 1, props.waf.staffRequestsPerFiveMinutes, onStaffPath),
        {
          name: 'body-too-large',
          priority: 2,
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

/**
 * The paths on which only staff are answered, with or without the stage before them. Who does not sign in gets no
 * further there than the authorizer, or, beside every route, than what says that there is no such address, which has a
 * tighter limit of its own (api.ts): so the wider limit opens nothing. Each person's own is in shared/http/pace.ts.
 */
const staffPaths = `^(/[a-z]+)?/v1/(${[
  ...new Set(routes.filter(({ access }) => access === 'staff').map(({ path }) => path.split('/')[2])),
].join('|')})(/|$)`;

const onStaffPath: CfnWebACL.StatementProperty = {
  regexMatchStatement: {
    fieldToMatch: { uriPath: {} },
    regexString: staffPaths,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
};

/** Blocks an address that asks more than so often on such paths. The window is five minutes unless it is set. */
function rate(
  name: string,
  priority: number,
  limit: number,
  scopeDownStatement: CfnWebACL.StatementProperty,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    action: { block: {} },
    visibilityConfig: visibility(name),
    statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit, scopeDownStatement } },
  };
}

/** Samples are off: they would show the paths of links. */
function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}
