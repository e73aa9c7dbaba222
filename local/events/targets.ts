import type { Properties } from '../cloudformation/resource-types.ts';
import type { BusEvent } from './rules.ts';

/** A rule's target: who gets the event, and in which shape. */
export interface Target {
  arn: string;
  input(event: BusEvent): unknown;
}

type TargetProperties = Properties<'AWS::Events::Rule'>['Targets'][number];

/** @throws Error naming a path or a placeholder that is not understood. */
export function compileTarget(target: TargetProperties, rule: { name: string; arn: string }): Target {
  const { Arn: arn, Input, InputTransformer } = target;
  if (Input !== undefined) {
    const constant = JSON.parse(Input) as unknown;
    return { arn, input: () => constant };
  }
  if (!InputTransformer) return { arn, input: (event) => event };
  const variables = new Map(
    Object.entries(InputTransformer.InputPathsMap ?? {}).map(([name, path]) => [name, compilePath(path)]),
  );
  const builtIn: Record<string, (event: BusEvent) => unknown> = {
    'aws.events.rule-arn': () => rule.arn,
    'aws.events.rule-name': () => rule.name,
    'aws.events.event.ingestion-time': (event) => event.time,
    'aws.events.event': (event) => event,
    'aws.events.event.json': (event) => event,
  };
  const template = InputTransformer.InputTemplate;
  for (const [, name = ''] of template.matchAll(/<([^<>]+)>/g)) {
    if (!variables.has(name) && !Object.hasOwn(builtIn, name)) throw new Error(`InputTemplate 里的 <${name}> 没有定义`);
  }
  return {
    arn,
    input: (event) => {
      const value = (name: string) => (variables.get(name) ?? builtIn[name])?.(event);
      return fill(template, value);
    },
  };
}

/** Inside quotes a variable is inserted as text, elsewhere as JSON. A template that is not JSON gives its text. */
function fill(template: string, value: (name: string) => unknown): unknown {
  let quoted = false;
  let text = '';
  for (const part of template.split(/(<[^<>]+>)/)) {
    const variable = /^<([^<>]+)>$/.exec(part)?.[1];
    if (variable === undefined) {
      for (const quote of part.replaceAll('\\"', '')) if (quote === '"') quoted = !quoted;
      text += part;
      continue;
    }
    const found = value(variable);
    if (!quoted) text += JSON.stringify(found ?? '');
    else text += JSON.stringify(typeof found === 'string' ? found : JSON.stringify(found ?? '')).slice(1, -1);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** `$.detail.object.key`; nothing more of JSONPath is needed. */
function compilePath(path: string): (event: BusEvent) => unknown {
  if (!/^\$(\.[\w-]+)*$/.test(path)) throw new Error(`本地云不认识路径 ${path}`);
  const steps = path.split('.').slice(1);
  return (event) =>
    steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], event);
}
