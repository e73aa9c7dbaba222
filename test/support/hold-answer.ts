import type { APIGatewayProxyResult } from 'aws-lambda';
import { type Answered, hold } from '../../shared/contract/held.ts';
import { unfilled, unfilledIn } from './unfilled.ts';

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

/** Throws when an answer is not as the contract says, or says nothing where it should say something. */
export function holdAnswered(method: string, path: string, answer: Answered): void {
  hold(method, path, answer);
  const type = answer.header('content-type') ?? '';
  const wrong = type.includes('json') && answer.text !== '' ? unfilledIn(JSON.parse(answer.text)) : [];
  const page = type.startsWith('text/html') ? unfilled(answer.text) : undefined;
  if (page !== undefined || wrong.length > 0) throw new Error(`${method} ${path}: ${page ?? wrong.slice(0, 5)}`);
}
