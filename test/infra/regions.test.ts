import { describe, expect, it } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { ofType, strings, synthesise, synthesiseQuickly, theOnly } from './synthesise.ts';

/**
 * Resource types that one or both of the China regions do not have, as far as their own documentation and
 * CloudFormation's per-region schemas say; and a few whose feature is missing or unconfirmed there.
 */
const missingInChina = [
  /^AWS::(SES|Pinpoint|PinpointEmail|SMSVOICE|WorkMail)::/,
  /^AWS::Cognito::/,
  /^AWS::Lambda::(Url|CodeSigningConfig|CapacityProvider)$/,
  /^AWS::Events::Endpoint$/,
  /^AWS::CloudFront::(Function|KeyValueStore|OriginAccessControl|VpcOrigin|ContinuousDeploymentPolicy)$/,
  /^AWS::ApiGatewayV2::(Portal|PortalProduct|ProductPage|ProductRestEndpointPage)$/,
  /^AWS::XRay::TransactionSearchConfig$/,
  /^AWS::Logs::(LogAnomalyDetector|Transformer|ScheduledQuery|Integration)$/,
  /^AWS::(ApplicationSignals|RUM|Evidently|Synthetics)::/,
  /^AWS::S3::MultiRegionAccessPoint/,
  /^AWS::SSM::ResourcePolicy$/,
  /^AWS::GuardDuty::MalwareProtectionPlan$/,
  /^AWS::Backup::(Framework|ReportPlan|RestoreTesting|LogicallyAirGapped)/,
  /^AWS::Route53::(DNSSEC|KeySigningKey)$/,
  /^AWS::(Bedrock|Amplify|FIS|DSQL|Chatbot|Notifications|OpenSearchServerless|Macie|ResilienceHub)::/,
];

/** One province in each region, which stands for all that are there: they differ in words and numbers only. */
const provinces = ['370000', '530000', '990000'].map((code) => ({ code, region: profiles[code]?.region ?? '' }));

it('covers both China regions and a commercial one, and every region that a province is in', () => {
  const regions = provinces.map(({ region }) => region);
  expect(regions).toContain('cn-northwest-1');
  expect(regions).toContain('cn-north-1');
  expect(regions.some((region) => !region.startsWith('cn-'))).toBe(true);
  for (const { code, region } of Object.values(profiles)) expect(regions, code).toContain(region);
});

describe.each(provinces)('$code in $region', (profile) => {
  const { stacks, template, findings, region } = synthesise(profile.code);
  const china = region.startsWith('cn-');

  it('is one stack, so that one province is deployed and removed without touching another', () => {
    expect(stacks).toEqual([`jdlk-${profile.code}`]);
  });

  it('has no cdk-nag finding, not even a warning, that nobody gave a reason for', () => {
    expect(findings).toEqual([]);
  });

  it('needs no type that a China region lacks, or its deployment would fail there', () => {
    const types = new Set(Object.values(template.Resources).map(({ Type }) => Type));
    expect([...types].filter((type) => missingInChina.some((missing) => missing.test(type)))).toEqual([]);
  });

  it('names no partition, or every permission would miss its resource in the other one', () => {
    expect(strings(template).filter(({ text }) => /\barn:aws(-[a-z-]+)?:/.test(text))).toEqual([]);
  });

  it('writes the DNS suffix of AWS only as the name of a service', () => {
    const isServiceName = (path: readonly string[]) => path.includes('Principal') || path.includes('kms:ViaService');
    const elsewhere = strings(template).filter(({ text, path }) => /amazonaws\.com/.test(text) && !isServiceName(path));
    expect(elsewhere).toEqual([]);
  });

  it('calls no service over HTTP from the workflow, which China does not offer', () => {
    const { DefinitionString } = theOnly(template, 'AWS::StepFunctions::StateMachine').Properties;
    expect(JSON.stringify(DefinitionString)).not.toContain('http:invoke');
  });

  it('brings no function of the CDK along, which would run a language and a code nobody here wrote', () => {
    const types = Object.values(template.Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('Custom::') || type.startsWith('AWS::CloudFormation::'))).toEqual([]);
    for (const [, { Properties }] of ofType(template, 'AWS::Lambda::Function')) {
      expect(Properties.Layers).toBeUndefined();
      expect(Properties.Runtime).toBe('nodejs24.x');
    }
  });

  it('traces where X-Ray works with Lambda, and nowhere else', () => {
    for (const [, { Properties }] of ofType(template, 'AWS::Lambda::Function')) {
      expect(Properties.TracingConfig).toEqual(china ? undefined : { Mode: 'Active' });
    }
    expect(theOnly(template, 'AWS::ApiGateway::Stage').Properties.TracingEnabled).toBe(!china);
  });

  it('runs on a processor that the region is known to have', () => {
    for (const [, { Properties }] of ofType(template, 'AWS::Lambda::Function')) {
      expect(Properties.Architectures).toEqual([china ? 'x86_64' : 'arm64']);
    }
  });

  it('offers its API in the region itself, since China has no edge-optimised one', () => {
    const { EndpointConfiguration } = theOnly(template, 'AWS::ApiGateway::RestApi').Properties;
    expect(EndpointConfiguration.Types).toEqual(['REGIONAL']);
  });
});

it('is one stack too where nothing of the province is known yet, nobody to be told of alarms included', () => {
  expect(profiles['110000']).toMatchObject({ subsistenceLines: [], alarmEmail: null });
  expect(synthesiseQuickly('110000').stacks).toEqual(['jdlk-110000']);
});
