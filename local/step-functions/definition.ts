import type * as z from 'zod';
import { State, TopLevel } from './definition-schema.ts';
import { DefinitionError } from './errors.ts';
import type { Json, JsonObject } from './json.ts';
import { type Place, templateProblems } from './references.ts';

/** A checked definition: every name in it leads somewhere, every expression parses. */
export interface Machine {
  startAt: string;
  timeoutSeconds: number;
  states: ReadonlyMap<string, State>;
}

const STATE_TYPES = new Set(State.options.map(({ shape }) => shape.Type.value as string));
const ENTRY = new Set(['input', 'context']);
const RESULT = new Set(['input', 'context', 'result']);
const CAUGHT = new Set(['input', 'context', 'errorOutput']);

/**
 * Reads an Amazon States Language definition (JSONata only, substitutions done).
 * @param name the machine's name, for the message
 * @throws DefinitionError naming everything in it that this runner does not know or that leads nowhere
 */
export function parseDefinition(name: string, definition: unknown): Machine {
  const top = TopLevel.safeParse(definition);
  if (!top.success) throw new DefinitionError(name, issues('', top.error));
  const { StartAt, TimeoutSeconds, States } = top.data;

  const problems: string[] = [];
  const states = new Map<string, State>();
  for (const [stateName, source] of Object.entries(States)) {
    const at = `States.${stateName}`;
    if (!STATE_TYPES.has(source.Type)) {
      problems.push(`${at}.Type：本地不运行 ${source.Type} 状态`);
      continue;
    }
    const state = State.safeParse(source);
    if (!state.success) {
      problems.push(...issues(at, state.error));
      continue;
    }
    states.set(stateName, state.data);
  }
  if (problems.length > 0) throw new DefinitionError(name, problems);

  problems.push(...flowProblems(StartAt, states));
  const variables = new Set([...states.values()].flatMap(assignedNames));
  for (const [stateName, state] of states)
    problems.push(...expressionProblems(`States.${stateName}`, state, variables));
  if (problems.length > 0) throw new DefinitionError(name, problems);
  return { startAt: StartAt, timeoutSeconds: TimeoutSeconds, states };
}

/** The states a state can lead to. */
function successors(state: State): string[] {
  switch (state.Type) {
    case 'Choice':
      return [...state.Choices.map((rule) => rule.Next), state.Default];
    case 'Task':
      return [...(state.Next === undefined ? [] : [state.Next]), ...(state.Catch ?? []).map((catcher) => catcher.Next)];
    case 'Wait':
      return [state.Next];
    default:
      return [];
  }
}

/** Names that lead nowhere, states nothing leads to, and machines that could never end. */
function flowProblems(startAt: string, states: ReadonlyMap<string, State>): string[] {
  const problems: string[] = [];
  if (!states.has(startAt)) problems.push(`StartAt：没有状态“${startAt}”`);
  for (const [name, state] of states) {
    for (const target of new Set(successors(state))) {
      if (!states.has(target)) problems.push(`States.${name}：没有状态“${target}”`);
    }
  }
  if (problems.length > 0) return problems;

  const reached = new Set<string>();
  const queue = [startAt];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    queue.push(...successors(states.get(name) as State));
  }
  for (const name of states.keys()) if (!reached.has(name)) problems.push(`States.${name}：从 StartAt 到不了这个状态`);
  if (![...reached].some((name) => isTerminal(states.get(name) as State))) problems.push('States：没有一个终止状态');
  return problems;
}

function isTerminal(state: State): boolean {
  return successors(state).length === 0;
}

function assignedNames(state: State): string[] {
  const handlers = state.Type === 'Task' ? [state, ...(state.Catch ?? [])] : [];
  const rules = state.Type === 'Choice' ? state.Choices : [];
  return [...handlers, ...rules].flatMap(({ Assign }) => Object.keys(Assign ?? {}));
}

function expressionProblems(at: string, state: State, variables: ReadonlySet<string>): string[] {
  const check = (holder: object, fields: string[], visible: ReadonlySet<string>, where = at): string[] =>
    fields.flatMap((field) => {
      const template = (holder as JsonObject)[field];
      const place: Place = { field: `${where}.${field}`, states: visible, variables };
      return template === undefined ? [] : templateProblems(template as Json, place);
    });
  switch (state.Type) {
    case 'Task':
      return [
        ...check(state, ['Arguments', 'TimeoutSeconds'], ENTRY),
        ...check(state, ['Assign', 'Output'], RESULT),
        ...(state.Catch ?? []).flatMap((catcher, index) => check(catcher, ['Assign'], CAUGHT, `${at}.Catch[${index}]`)),
      ];
    case 'Choice':
      return state.Choices.flatMap((rule, index) =>
        check(rule, ['Condition', 'Assign'], ENTRY, `${at}.Choices[${index}]`),
      );
    default:
      return check(state, ['Timestamp'], ENTRY);
  }
}

function issues(at: string, error: { issues: readonly z.core.$ZodIssue[] }): string[] {
  return error.issues.flatMap((issue) => {
    const path = [at, ...issue.path.map(String)].filter((part) => part !== '').join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => `${path === '' ? '' : `${path}.`}${key}：不认识的字段`);
    // Of several forms the last is the full one: what it lacks is said.
    if (issue.code === 'invalid_union' && issue.errors.length > 0)
      return issues(path, { issues: issue.errors.at(-1) ?? [] });
    return [`${path}：${issue.message}`];
  });
}
