import type { Generation } from '../form/code-lists/generations.ts';
import type { NationalCodes } from './national-codes.ts';

/** Whether somebody saw where words come from: confirmed by a source that shows them all, or what is missing. */
export type Standing = { status: 'confirmed'; source: string } | { status: 'unconfirmed'; why: string };

/** An older or a local list whose words a form of today may still carry. */
interface Edition {
  /** What it is called here: a year, or a place with one. */
  edition: string;
  words: readonly string[];
  standing: Standing;
}

/** What stands about an option list and is no business of the functions that read forms by it. */
export interface ListDetails {
  standing: Record<Generation, Standing>;
  editions?: readonly Edition[];
  /**
   * Words that reports count under another one although nobody has laid that down: each with what it was inferred
   * from.
   */
  inferred?: Readonly<Record<string, string>>;
  /** Words of both generations that do not mean quite the same in each, with the difference. */
  shifted?: Readonly<Record<string, string>>;
  /** Words that have no place in reports of another generation, each with the reason. */
  unmapped?: Readonly<Record<string, string>>;
  /** The generation in whose words reports of either one are: where the later list only adds finer words. */
  reportedIn?: Generation;
  national?: NationalCodes;
  /** What an operator or a client has to know besides. */
  note?: string;
}

export function confirmed(source: string): Standing {
  return { status: 'confirmed', source };
}

export function unconfirmed(why: string): Standing {
  return { status: 'unconfirmed', why };
}

/** One standing for both generations. */
export function always(standing: Standing): Record<Generation, Standing> {
  return { '2016': standing, '2020': standing };
}

/** A reason that holds for several words. */
export function because(why: string, words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, why]));
}
