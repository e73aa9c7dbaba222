import type * as z from 'zod';
import type { Exchanges } from './exchanges.ts';
import type { QueryParameter, queryParameters } from './parameters.ts';
import type { OperationName, routes } from './routes.ts';

/* What the contract says of an operation, as types: derived from its route and its exchange, stated nowhere else. */

type RouteOf<O extends OperationName> = Extract<(typeof routes)[number], { operation: O }>;
type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The parameters in an operation's path. */
export type ParamsOf<O extends OperationName> = Record<NamesIn<RouteOf<O>['path']>, string>;

/** The parameters that its query may hold. */
export type QueryOf<O extends OperationName> =
  RouteOf<O> extends { query: readonly (infer Name extends QueryParameter)[] }
    ? { [K in Name]?: z.input<(typeof queryParameters)[K]> | undefined }
    : Record<never, never>;

/** The schema of its body; undefined where it has none. */
export type BodySchemaOf<O extends OperationName> = Exchanges[O] extends { body: infer S extends z.ZodType }
  ? S
  : undefined;

/** What it answers when all went well: JSON as the schema has it, or a page. */
export type AnswerOf<O extends OperationName> = Exchanges[O]['answer'] extends infer S
  ? S extends z.ZodType
    ? z.output<S>
    : S extends 'page'
      ? string
      : object
  : never;

/** The statuses of such an answer. */
export type StatusOf<O extends OperationName> = Exchanges[O]['status'] extends infer S
  ? S extends readonly (infer Each)[]
    ? Each
    : S
  : never;

/** Operations that answer JSON; the others answer pages. */
export type JsonOperation = {
  [O in OperationName]: Exchanges[O]['answer'] extends 'page' ? never : O;
}[OperationName];

/** What a client says to ask for an operation. */
export type RequestOf<O extends OperationName> = (keyof ParamsOf<O> extends never ? unknown : { params: ParamsOf<O> }) &
  (BodySchemaOf<O> extends z.ZodType ? { body: z.input<BodySchemaOf<O>> } : unknown) &
  (Exchanges[O] extends { ifMatch: true } ? { version: number } : unknown) & { query?: QueryOf<O> };
