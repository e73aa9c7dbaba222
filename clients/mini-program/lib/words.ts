import { Refused } from '../../../shared/contract/client.ts';

/** What went wrong, as a sentence for whoever holds the phone. */
export function inWords(error: unknown): string {
  if (error instanceof Refused) {
    const { detail, title, faults = [] } = error.problem;
    const said = detail ?? title ?? `没有办成（${error.status}）。`;
    return [said, ...faults.map(({ message }) => message)].join('\n');
  }
  return error instanceof Error && error.message !== '' ? error.message : '没有办成，请再试一次。';
}
