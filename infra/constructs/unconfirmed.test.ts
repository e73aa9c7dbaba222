import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { declareUnconfirmed } from './unconfirmed.ts';

const guesses = [
  { path: 'notice.workingDays', why: '没有天数' },
  { path: 'mail.sender', why: '占位' },
];

function declared(unconfirmed: typeof guesses, accepted: boolean): { stack: Stack; template: Template } {
  const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'Province');
  declareUnconfirmed(stack, unconfirmed, accepted);
  return { stack, template: Template.fromStack(stack) };
}

it('cannot be deployed by oversight: without acceptance a value is missing that only acceptance makes unnecessary', () => {
  const { template } = declared(guesses, false);
  template.hasParameter('AcceptUnconfirmed', {
    AllowedValues: ['yes'],
    Default: Match.absent(),
    Description: Match.stringLikeRegexp('acceptUnconfirmed=true.*notice.workingDays, mail.sender'),
  });
  expect(declared(guesses, true).template.findParameters('*')).not.toHaveProperty('AcceptUnconfirmed');
});

it.each([false, true])(
  'says which entries are guesses and why, and the template keeps it (accepted: %s)',
  (accepted) => {
    const { stack, template } = declared(guesses, accepted);
    const said = Match.stringLikeRegexp('有 2 项[^]*notice.workingDays（公示工作日数）：没有天数[^]*mail.sender');
    Annotations.fromStack(stack).hasWarning('*', said);
    expect(template.toJSON().Metadata.Unconfirmed).toEqual([
      'notice.workingDays（公示工作日数）',
      'mail.sender（发件地址）',
    ]);
  },
);

it('asks nothing of a province whose every entry is confirmed', () => {
  const { stack, template } = declared([], false);
  expect(template.toJSON()).not.toHaveProperty('Metadata');
  expect(template.findParameters('*')).not.toHaveProperty('AcceptUnconfirmed');
  Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
});
