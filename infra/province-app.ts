import { App, type AppProps, DefaultStackSynthesizer, type IStackSynthesizer, Validations } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { isProtected, type Stage, stackName, stages, stageTitles } from '../shared/province/stage.ts';
import { declareUnconfirmed } from './constructs/unconfirmed.ts';
import { NotDeployable, type Province } from './profiles.ts';
import { ProvinceStack } from './province-stack.ts';

/** Kept in code, not in cdk.json, so that the CLI, the tests and tools/build.ts synthesise the same template. */
const flags = {
  ...recommendedFlags,
  // A literal partition would put `arn:aws:` into the template; a reference keeps one template for every partition.
  '@aws-cdk/core:enablePartitionLiterals': false,
};

/**
 * The app of one province at one stage: exactly one stack, `jdlk-<code>` or `jdlk-<code>-<stage>`, in the profile's region. Synthesis fails on any cdk-nag
 * finding that is not acknowledged in acknowledgements.ts. What is unconfirmed in the profile is warned of; without
 * `-c acceptUnconfirmed=true` the template then lacks the value of a parameter and cannot be deployed.
 *
 * @param find the province of the code that the context names (`-c province=530000`) as it is at the stage that it names
 *   (`-c stage=test`; production when it names none); throws if there is none.
 * @param props output folder and context, when not taken from the environment.
 */
export function provinceApp(find: (code: string, stage: Stage) => Province, props: AppProps = {}): App {
  const app = new App({ ...props, analyticsReporting: false, context: { ...flags, ...props.context } });
  const code: unknown = app.node.tryGetContext('province');
  if (code === undefined) {
    throw new NotDeployable('没有说是哪个省：写上 -c province=530000');
  }
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const named: unknown = app.node.tryGetContext('stage') ?? 'production';
  const stage = stages.find((each) => each === named);
  if (stage === undefined) {
    throw new NotDeployable(`没有 ${named} 这个阶段；有：${stages.join('、')}`);
  }
  const { profile, unconfirmed } = find(String(code), stage);
  const stack = new ProvinceStack(app, stackName(profile), {
    profile,
    env: { region: profile.region },
    // What is kept when a stack goes belongs to no stack afterwards, and another deployment begins with empty tables.
    terminationProtection: isProtected(stage),
    description: `建档立卡 ${profile.name}（${stageTitles[stage]}）`,
    // CloudFormation takes a million bytes, and a third of them would be blanks.
    suppressTemplateIndentation: true,
    // The CLI checks the bootstrap version before it deploys; a rule in the template would say it again.
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer,
  });
  declareUnconfirmed(stack, unconfirmed, String(app.node.tryGetContext('acceptUnconfirmed')) === 'true');
  return app;
}
