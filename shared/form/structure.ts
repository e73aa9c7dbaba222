import type * as z from 'zod/mini';
import { quoted } from '../errors/quoted.ts';
import { expectedIn } from './examples.ts';
import { type Fault, fault } from './faults.ts';
import type { DraftForm } from './form.ts';
import { labelOf, pointerOf, type Step, valueAt } from './pointers.ts';

/** What is left of a posted form when every part of the wrong structure is taken out: missing, or not a form's. */
export type Judged = Omit<DraftForm, 'members' | 'attachments'> & {
  members?: (NonNullable<DraftForm['members']>[number] | undefined)[];
  attachments?: (NonNullable<DraftForm['attachments']>[number] | undefined)[];
};

/** Faults of structure in Chinese, and the rest of the form, so that its values can be judged all the same. */
export function judgeStructure(schema: z.ZodMiniType, input: unknown): { faults: Fault[]; rest: Judged } {
  const result = schema.safeParse(input);
  if (result.success) return { faults: [], rest: input as Judged };
  const faults: Fault[] = [];
  const wrong: Step[][] = [];
  for (const issue of result.error.issues) {
    const path = issue.path as Step[];
    if (issue.code === 'unrecognized_keys') {
      wrong.push(...issue.keys.map((key) => [...path, key]));
      faults.push(...unknownFields(path, issue.keys));
    } else {
      faults.push(structureFault(issue, path, valueAt(input, path)));
      wrong.push(path);
    }
  }
  return {
    faults: withoutRepeats(faults),
    rest: (wrong.some((path) => path.length === 0) ? {} : without(input, wrong)) as Judged,
  };
}

/** Of the fields that the form does not have, so many are named. */
const NAMED_UNKNOWN = 5;

function unknownFields(path: Step[], keys: readonly string[]): Fault[] {
  const named = keys
    .slice(0, NAMED_UNKNOWN)
    .map((key) => fault('unknownField', pointerOf([...path, key]), { value: quoted(key) }));
  const rest = keys.length - named.length;
  if (rest === 0) return named;
  return [...named, { ...fault('unknownField', pointerOf(path)), message: `另有${rest}栏，表上也没有` }];
}

function structureFault(issue: z.core.$ZodIssue, path: Step[], value: unknown): Fault {
  const pointer = pointerOf(path);
  const field = labelOf(path);
  if (path.length === 0) return fault('notAForm', pointer);
  if (value === undefined) return fault('required', pointer, { field });
  if (issue.code === 'too_big') {
    const limit = Number(issue.maximum);
    if (issue.origin === 'string') return fault('tooLong', pointer, { field, limit, length: String(value).length });
    if (issue.origin === 'array') return fault('tooMany', pointer, { field, limit });
    return fault('tooLarge', pointer, { field, limit, value: quoted(value) });
  }
  if (issue.code === 'too_small') {
    return fault('tooSmall', pointer, { field, limit: Number(issue.minimum), value: quoted(value) });
  }
  if (issue.code === 'invalid_type' && issue.expected === 'int' && typeof value === 'number') {
    return fault('notInteger', pointer, { field, value: quoted(value) });
  }
  if (issue.code === 'invalid_value') {
    const example = JSON.stringify(issue.values[0]);
    const expected = issue.values.map(String).join('或');
    return fault('wrongType', pointer, { field, expected, example, value: quoted(value) });
  }
  const { expected, example } = expectedIn(path, issue.code === 'invalid_type' ? issue.expected : '') ?? {
    expected: '另一种类型',
    example: '档案表的说明',
  };
  return fault('wrongType', pointer, { field, expected, example, value: quoted(value) });
}

/** zod may say of one number that it is beyond the safe integers and beyond its own limit: the latter is for people. */
function withoutRepeats(faults: Fault[]): Fault[] {
  return [...new Map(faults.map((each) => [`${each.pointer} ${each.code}`, each])).values()];
}

/** A copy without the parts at these paths; an element of an array leaves a hole, so that positions stay. */
function without(input: unknown, paths: Step[][]): unknown {
  const copy = structuredClone(input);
  for (const path of paths) {
    const last = path.at(-1);
    const parent = valueAt(copy, path.slice(0, -1));
    if (last === undefined || typeof parent !== 'object' || parent === null) continue;
    if (Array.isArray(parent)) parent[Number(last)] = undefined;
    else delete (parent as Record<string, unknown>)[String(last)];
  }
  return copy;
}
