import * as z from 'zod/mini';
import { pointerOf } from '../text/json-pointer.ts';
import type { FieldFault } from './problem.ts';
import { quoted } from './quoted.ts';

/** As many names or options as one sentence lists. */
const MOST_LISTED = 12;

/** Of the fields that are not there, so many are named; nobody needs the rest to see what went wrong. */
const NAMED_UNKNOWN = 5;

/**
 * What a schema found wrong, one fault a field, all at once, each with the field's name, the wrong value and what is
 * allowed; an unknown field is named itself. E1004.
 */
export function schemaFaults(error: z.core.$ZodError, schema: z.core.$ZodType, value: unknown): FieldFault[] {
  return error.issues
    .flatMap((each) => (each.code === 'invalid_union' ? ofMeant(each, value) : [each]))
    .flatMap((issue) => {
      const found = fieldAt(schema, issue.path);
      if (issue.code === 'unrecognized_keys') {
        const known = keysOf(found?.schema);
        const allowed = known.length === 0 ? '' : `，可以有：${listed(known)}`;
        const named = issue.keys.slice(0, NAMED_UNKNOWN);
        const rest = issue.keys.length - named.length;
        return [
          ...named.map((key) => ({
            pointer: pointerOf([...issue.path, key]),
            code: 1004,
            message: `没有${quoted(key)}这一项${allowed}`,
          })),
          ...(rest > 0 ? [{ pointer: pointerOf(issue.path), code: 1004, message: `另有 ${rest} 项也没有` }] : []),
        ];
      }
      const name = nameOf(found, issue.path);
      const message = `${name}${whatIsWrong(issue, found, valueAt(value, issue.path))}`;
      return [{ pointer: pointerOf(issue.path), code: 1004, message }];
    });
}

/**
 * Of several ways to write an object, what is wrong with the one that was meant: all its fields are there, and no others.
 * The issue itself where none, or more than one, can have been.
 */
function ofMeant(issue: z.core.$ZodIssueInvalidUnion, value: unknown): z.core.$ZodIssue[] {
  const at = (path: readonly PropertyKey[]) => valueAt(value, [...issue.path, ...path]);
  const meant = issue.errors.filter((ofOne) =>
    ofOne.every(({ code, path }) => path.length > 0 && code !== 'unrecognized_keys' && at(path) !== undefined),
  );
  const [only, another] = meant;
  if (only === undefined || another !== undefined) return [issue];
  return only.map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
}

function whatIsWrong(issue: z.core.$ZodIssue, field: Field | undefined, value: unknown): string {
  const example = exampleOf(field?.schema);
  const suchAs = example === undefined ? '' : `，如 ${example}`;
  if (value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) {
    return `必须填写：${issue.code === 'invalid_value' ? oneOf(issue.values, field?.title) : `${typeName(issue.expected)}${suchAs}`}`;
  }
  const now = value === undefined ? '' : `，现为${quoted(value)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `应为${typeName(issue.expected)}${suchAs}${now}`;
    case 'invalid_value':
      return `应为${oneOf(issue.values, field?.title)}${now}`;
    case 'invalid_union':
      return `的写法不对${field?.title === undefined ? '' : `：${explained(field.title)}`}${now}`;
    case 'too_big':
      return `${bound('最多', '不能大于', issue.origin, Number(issue.maximum))}${size(issue.origin, value)}`;
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return '不能是空白';
      return `${bound('最少', '不能小于', issue.origin, Number(issue.minimum))}${size(issue.origin, value)}`;
    case 'custom':
      return `${issue.message}${now}`;
    default:
      return `的写法不对${suchAs === '' ? '' : `，应${suchAs.slice(1)}`}${now}`;
  }
}

const typeNames: Partial<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是（true）或否（false）',
  object: 'JSON 对象',
  record: 'JSON 对象',
  array: 'JSON 数组',
};

function typeName(expected: string): string {
  return typeNames[expected] ?? '另一种类型';
}

/** A description may say what each of the words means, after its colon; then that is said. */
function oneOf(values: readonly unknown[], title = ''): string {
  const meanings = explained(title);
  if (values.every((value) => meanings.includes(String(value)))) return meanings;
  return values.length === 1 ? String(values[0]) : `${listed(values.map(String))} 之一`;
}

/** What a description goes on to say after the field's name. */
function explained(title: string): string {
  return title.slice(title.indexOf('：') + 1);
}

function listed(words: readonly string[]): string {
  const more = words.length > MOST_LISTED ? `等 ${words.length} 项` : '';
  return `${words.slice(0, MOST_LISTED).join('、')}${more}`;
}

function bound(most: string, beyond: string, origin: string, limit: number): string {
  if (origin === 'string') return `${most} ${limit} 个字`;
  return origin === 'array' || origin === 'set' ? `${most} ${limit} 项` : `${beyond} ${limit}`;
}

function size(origin: string, value: unknown): string {
  if (origin === 'string' && typeof value === 'string') return `，现有 ${value.length} 个`;
  return Array.isArray(value) ? `，现有 ${value.length} 项` : `，现为${quoted(value)}`;
}

/** The schema of a field, and what people call it where the schema says so. */
interface Field {
  schema: z.core.$ZodType;
  title: string | undefined;
}

interface Definition {
  type: string;
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  shape?: Record<string, z.core.$ZodType>;
  options?: readonly z.core.$ZodType[];
  format?: string;
}

const definitionOf = (schema: z.core.$ZodType): Definition => schema._zod.def as unknown as Definition;

/** Without optional, default and the like; what was written on the wrapping counts too. */
function unwrapped(schema: z.core.$ZodType): Field {
  let inner = schema;
  let title = z.globalRegistry.get(schema)?.description;
  for (let next = innerOf(inner); next !== undefined; next = innerOf(inner)) {
    inner = next;
    title ??= z.globalRegistry.get(inner)?.description;
  }
  return { schema: inner, title };
}

function innerOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const { innerType, in: input } = definitionOf(schema);
  return innerType ?? input;
}

function fieldAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): Field | undefined {
  let field = unwrapped(schema);
  for (const step of path) {
    const { element, valueType, options = [field.schema] } = definitionOf(field.schema);
    const shape = options.map((each) => definitionOf(each).shape).find((each) => each && Object.hasOwn(each, step));
    const next = shape?.[String(step)] ?? element ?? valueType;
    if (next === undefined) return undefined;
    field = unwrapped(next);
  }
  return field;
}

/** 帮扶单位（assistingOrganization）; a description may go on after a comma, the name stands before it. */
function nameOf(field: Field | undefined, path: readonly PropertyKey[]): string {
  const place = path.map(String).join('.');
  const title = field?.title?.split(/[，；：。（]/)[0];
  if (path.length === 0) return title ?? '正文';
  return title === undefined || title === '' ? `“${place}”` : `${title}（${place}）`;
}

function keysOf(schema: z.core.$ZodType | undefined): string[] {
  return schema === undefined ? [] : Object.keys(definitionOf(schema).shape ?? {});
}

const examplesOfFormat: Partial<Record<string, string>> = {
  email: 'zhang@example.cn',
  date: '2026-09-07',
  datetime: '2026-09-07T01:00:00Z',
  url: 'https://example.cn/',
};

function exampleOf(schema: z.core.$ZodType | undefined): string | undefined {
  if (schema === undefined) return undefined;
  const { type, format } = definitionOf(schema);
  const [own] = (z.globalRegistry.get(schema)?.examples ?? []) as readonly unknown[];
  if (own !== undefined) return String(own);
  if (type === 'string') return format === undefined ? undefined : examplesOfFormat[format];
  return { number: '1', boolean: 'true', array: '[]', object: '{}' }[type];
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}
