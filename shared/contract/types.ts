import type * as z from 'zod/mini';
import type { Exchanges } from './exchanges.ts';
import type { QueryParameter, queryParameters } from './parameters.ts';
import type { OperationName, routes } from './routes.ts';

/* What the contract says of an operation, as types: derived from its route and its exchange, stated nowhere else. */

type RouteOf<O extends OperationName> = Extract<(typeof routes)[number], { operation: O }>;
type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** Who may call an operation. */
export type AccessOf<O extends OperationName> = RouteOf<O>['access'];

/** The parameters in an operation's path. */
export type ParamsOf<O extends OperationName> = Record<NamesIn<RouteOf<O>['path']>, string>;

/** The parameters that its query may hold. */
export type QueryOf<O extends OperationName> =
  RouteOf<O> extends { query: readonly (infer Name extends QueryParameter)[] }
    ? { [K in Name]?: z.input<(typeof queryParameters)[K]> | undefined }
    : Record<never, never>;

/** The schema of its body; undefined where it has none. */
type BodySchemaOf<O extends OperationName> = Exchanges[O] extends { body: infer S extends z.core.$ZodType }
  ? S
  : undefined;

/** The schema by which a function parses its JSON body: none where it has none, or where a page posts a form. */
export type JsonBodyOf<O extends OperationName> = RouteOf<O>['path'] extends `/v1/${string}`
  ? Exchanges[O] extends { judged: true }
    ? z.ZodMiniUnknown
    : BodySchemaOf<O>
  : undefined;

/** Its body once it is parsed. */
export type BodyOf<O extends OperationName> =
  JsonBodyOf<O> extends z.core.$ZodType ? z.output<JsonBodyOf<O>> : undefined;

/** What it answers when all went well: JSON as the schema has it, or a page. */
export type AnswerOf<O extends OperationName> = Exchanges[O]['answer'] extends infer S
  ? S extends z.core.$ZodType
    ? z.output<S>
    : S extends 'page' | 'file'
      ? string
      : object
  : never;

/** The same, as somebody has it who only tells it. */
export type Told<T> = T extends readonly (infer Item)[]
  ? readonly Told<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Told<T[K]> }
    : T;

/** The statuses of such an answer. */
export type StatusOf<O extends OperationName> = Exchanges[O]['status'] extends infer S
  ? S extends readonly (infer Each)[]
    ? Each
    : S
  : never;

/** Operations that answer JSON; the others answer pages. */
export type JsonOperation = {
  [O in OperationName]: Exchanges[O]['answer'] extends 'page' | 'file' ? never : O;
}[OperationName];

/** What a client says to ask for an operation. */
export type RequestOf<O extends OperationName> = (keyof ParamsOf<O> extends never ? unknown : { params: ParamsOf<O> }) &
  (BodySchemaOf<O> extends z.core.$ZodType ? { body: z.input<BodySchemaOf<O>> } : unknown) &
  (Exchanges[O] extends { ifMatch: true } ? { version: number } : unknown) &
  (RouteOf<O>['method'] extends 'POST' ? { key?: string } : unknown) & { query?: QueryOf<O> };
