import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { type Role, roles, type User } from '../access/may.ts';
import { Problem } from '../errors/problem.ts';
import { schemaFaults } from '../errors/schema-faults.ts';
import { withoutUnseen } from '../text/characters.ts';
import { parseJson } from './json.ts';

const MAX_BODY_BYTES = 256 * 1024;

/** The raw body as text; throws E1002 when it is too large. */
function bodyText(event: APIGatewayProxyEvent): string {
  const text = event.body ?? '';
  const bytes = event.isBase64Encoded ? Buffer.from(text, 'base64') : Buffer.from(text, 'utf8');
  if (bytes.length > MAX_BODY_BYTES) throw new Problem(1002);
  return bytes.toString('utf8');
}

/** E1003 unless the body is of this type, in UTF-8: in any other encoding the same bytes are other characters. */
function requireType(event: APIGatewayProxyEvent, wanted: string): void {
  const [type, ...parameters] = (header(event, 'content-type') ?? '').toLowerCase().split(';');
  if (type?.trim() !== wanted) throw new Problem(1003, { detail: `须为 ${wanted}。` });
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) {
    throw new Problem(1003, { detail: '请求正文须为 UTF-8 编码。' });
  }
}

export function header(event: APIGatewayProxyEvent, name: string): string | undefined {
  const entry = Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return entry?.[1];
}

/** Any JSON value of the body; E1001, E1002, E1003, and E1004 for half a surrogate pair. */
export function jsonBody(event: APIGatewayProxyEvent): unknown {
  const text = bodyText(event);
  requireType(event, 'application/json');
  return parseJson(text);
}

/**
 * The fields of a form that a page without JavaScript posted. A browser sends every line break as two characters, and
 * counted one where it kept whoever typed within a field's limit: they are one again, as a client of the API sends them.
 * What was pasted unseen with a number or a name is left out: whoever is told of it cannot find it.
 */
export function postedFields(event: APIGatewayProxyEvent): Record<string, string> {
  const text = bodyText(event);
  requireType(event, 'application/x-www-form-urlencoded');
  const fields = [...new URLSearchParams(text)];
  return Object.fromEntries(fields.map(([name, value]) => [name, withoutUnseen(value.replace(/\r\n?/g, '\n'))]));
}

/** A value as the schema has it; E1004 with every fault at once. */
export function parsed<T extends z.core.$ZodType>(schema: T, value: unknown): z.infer<T> {
  const result = z.safeParse(schema, value);
  if (!result.success) throw new Problem(1004, { faults: schemaFaults(result.error, schema, value) });
  return result.data;
}

const StaffContext = z.object({
  sub: z.string().check(z.minLength(1)),
  roles: z.string(),
  orgPath: z.string().check(z.minLength(6)),
  email: z.optional(z.string()),
  /** When the token ends, in seconds; API Gateway hands every value on as text. */
  exp: z.string().check(z.regex(/^\d+$/)),
});

/**
 * Who the authorizer found behind the token; E1501 when it found nobody, or when the token has ended since: API
 * Gateway keeps the authorizer's answer for five minutes.
 */
export function userOf(event: APIGatewayProxyEvent, now: Date): User {
  const context = StaffContext.safeParse(event.requestContext.authorizer ?? {});
  if (!context.success) throw new Problem(1501);
  if (Number(context.data.exp) * 1000 <= now.getTime()) {
    throw new Problem(1501, { detail: '登录已过期，请重新登录；已填内容可以再提交。' });
  }
  const { sub, orgPath, email } = context.data;
  const held = context.data.roles.split(' ');
  return { id: sub, roles: roles.filter((role: Role) => held.includes(role)), orgPath, ...(email ? { email } : {}) };
}

/** The version in If-Match ("7"); E1008. */
export function ifMatch(event: APIGatewayProxyEvent): number {
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header(event, 'if-match') ?? '');
  if (!match) throw new Problem(1008);
  return Number(match[1]);
}
