import type { APIGatewayProxyResult } from 'aws-lambda';
import { hold } from '../../shared/contract/held.ts';

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
  hold(method, path, { status: statusCode, header, text: body });
}
