import type { APIGatewayProxyResult } from 'aws-lambda';
import { type Answered, hold } from '../../shared/contract/held.ts';
import { unfilledIn, unfilledPage } from './unfilled.ts';

/** Throws when what a function answered is not as the contract says. */
export function holdAnswer(
  method: string,
  path: string,
  { statusCode, headers = {}, body }: APIGatewayProxyResult,
): void {
  const header = (name: string) => {
    const found = Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
    return found === undefined ? null : String(found);
  };
  holdAnswered(method, path, { status: statusCode, header, text: body });
}

/** Throws when an answer is not as the contract says, or has an empty text where people should read something. */
export function holdAnswered(method: string, path: string, answer: Answered): void {
  hold(method, path, answer);
  const wrong = unfilledOf(answer);
  if (wrong.length > 0) throw new Error(`${method} ${path} 答的没有写全：${wrong.slice(0, 5)}`);
}

function unfilledOf({ status, header, text }: Answered): string[] {
  const type = header('content-type') ?? '';
  if (type.includes('json') && text !== '') return unfilledIn(JSON.parse(text));
  const isPage = type.startsWith('text/html') && (status < 300 || status >= 400);
  return isPage ? [unfilledPage(text) ?? []].flat() : [];
}
