import type { ErrorCode } from '../errors/catalogue.ts';
import { exchangeOf } from './exchanges.ts';
import { type OperationName, routeOf } from './routes.ts';

/**
 * Every number that an operation can answer: its own (`errors` of its exchange), and what all of its kind can. Anyone
 * may be throttled (1010) or meet the system busy (1009); a body may be no JSON, too large or of another type; staff
 * may not be signed in, or not permitted; a dossier may not be theirs to know of, or may be disposed of.
 */
export function errorsOf(operation: OperationName): ErrorCode[] {
  const { method, path, access } = routeOf(operation);
  const { body, errors, ifMatch } = exchangeOf(operation);
  const isApi = path.startsWith('/v1/');
  const numbers: ErrorCode[] = [
    ...errors,
    1009,
    1010,
    ...(isApi ? [1004 as const] : []),
    ...(body === undefined
      ? []
      : isApi
        ? [1001 as const, 1002 as const, 1003 as const]
        : [1002 as const, 1003 as const]),
    ...(method === 'GET' ? [] : [1301 as const]),
    ...(method === 'POST' ? [1006 as const, 1007 as const] : []),
    ...(ifMatch ? [1008 as const] : []),
    ...(access === 'staff' ? [1011 as const, 1501 as const, 1502 as const] : []),
    ...(access === 'staff' && path.startsWith('/v1/dossiers/{id}') ? [1304 as const, 1350 as const] : []),
  ];
  return [...new Set(numbers)].sort((a, b) => a - b);
}
