import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Route } from '../contract/routes.ts';
import { fieldFault } from '../errors/field-fault.ts';
import { Problem } from '../errors/problem.ts';
import { pointerOf } from '../text/json-pointer.ts';

/** Of the parameters that are not there, so many are named. */
const NAMED_UNKNOWN = 5;

/**
 * The query parameters of a request. E1004 for one that the route does not have or that is given twice: left out
 * without a word, a misspelt filter would answer more than was asked for. Pages take any, because the apps in which a
 * notice is passed on add parameters of their own.
 */
export function queryOf(event: APIGatewayProxyEvent, route: Route): Record<string, string> {
  const given = Object.entries(event.multiValueQueryStringParameters ?? event.queryStringParameters ?? {});
  const allowed = route.query ?? [];
  if (route.path.startsWith('/v1/')) {
    const wrong = given.flatMap(([name, value]) => {
      if (!allowed.includes(name)) return [fieldFault(pointerOf([name]), unknown(allowed))];
      const twice = Array.isArray(value) && value.length > 1;
      return twice ? [fieldFault(pointerOf([name]), '这个查询参数只能有一个')] : [];
    });
    if (wrong.length > 0) throw new Problem(1004, { faults: wrong.slice(0, NAMED_UNKNOWN) });
  }
  return Object.fromEntries(
    given.flatMap(([name, value]): [string, string][] => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return allowed.includes(name) && last !== undefined ? [[name, last]] : [];
    }),
  );
}

function unknown(allowed: readonly string[]): string {
  return allowed.length === 0 ? '这个地址没有查询参数' : `没有这个查询参数，可用的是 ${allowed.join('、')}`;
}
