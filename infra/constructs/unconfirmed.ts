import { Annotations, CfnParameter, CfnRule, Fn, type Stack } from 'aws-cdk-lib';
import type { Province } from '../profiles.ts';
import { titleOf } from '../provinces/titles.ts';

/**
 * Says which entries of the profile nobody has confirmed: to whoever synthesises, as a warning, and to whoever looks at
 * the stack later, in its template. Unless they were accepted (`-c acceptUnconfirmed=true`) the template asks for a
 * parameter that has no default, so that it can be looked at but not deployed.
 */
export function declareUnconfirmed(stack: Stack, unconfirmed: Province['unconfirmed'], accepted: boolean): void {
  if (unconfirmed.length === 0) return;
  const names = unconfirmed.map(({ path }) => `${path}（${titleOf(path)}）`);
  stack.templateOptions.metadata = { ...stack.templateOptions.metadata, Unconfirmed: names };
  const consequence = accepted ? '已用 -c acceptUnconfirmed=true 接受' : '部署须加 -c acceptUnconfirmed=true';
  Annotations.of(stack).addWarningV2(
    'jdlk:unconfirmed',
    [
      `有 ${names.length} 项配置未证实，${consequence}：`,
      ...unconfirmed.map(({ why }, index) => `${names[index]}：${why}`),
    ].join('\n  '),
  );
  if (!accepted) refuseDeployment(stack, unconfirmed.map(({ path }) => path).join(', '));
}

function refuseDeployment(stack: Stack, paths: string): void {
  const parameter = new CfnParameter(stack, 'AcceptUnconfirmed', {
    type: 'String',
    allowedValues: ['yes'],
    description: `Deploy with -c acceptUnconfirmed=true to accept what nobody has confirmed: ${paths}`,
  });
  new CfnRule(stack, 'UnconfirmedAccepted', {
    assertions: [
      {
        assert: Fn.conditionEquals(parameter.valueAsString, 'yes'),
        assertDescription: 'What nobody has confirmed must be accepted: deploy with -c acceptUnconfirmed=true',
      },
    ],
  });
}
