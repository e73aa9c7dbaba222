import { guessOf } from '../../shared/duplicates/guesses.ts';
import type { Trace, TracedHousehold } from '../../shared/duplicates/traces.ts';
import type { Question } from '../../shared/registry/questions.ts';

/** What a submission asks of the registry: each person by all their traces, and the household's own. */
export function questionOf({ worker, members }: TracedHousehold, traces: readonly Trace[]): Question {
  const byPerson = Map.groupBy(traces, ({ person }) => person);
  return {
    parts: [...byPerson.values()].map((theirs) => theirs.map(({ text }) => text).join('\n')),
    guesses: [worker, ...members].map(guessOf),
  };
}
