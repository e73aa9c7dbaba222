import { sequence } from '../support/random.ts';

/** Draws of one part of a run: the parts draw apart, so that what one draws does not change another. */
export class Chance {
  private readonly draw: () => number;

  constructor(seed: number, part: string) {
    let mixed = seed | 0;
    for (const letter of part) mixed = (Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x9e3779b1) + 0x7f4a7c15) | 0;
    this.draw = sequence(mixed);
  }

  /** Whether something happens that happens so often, 0 to 1. */
  happens(probability: number): boolean {
    return this.draw() < probability;
  }

  /** A whole number from one to another, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.draw() * (to - from + 1));
  }

  one<T>(of: readonly T[]): T {
    return of[Math.floor(this.draw() * of.length)] as T;
  }

  /** One of the words, each as often as its weight says. */
  weighted<Word extends string>(weights: Readonly<Record<Word, number>>): Word {
    const all = Object.entries(weights) as [Word, number][];
    let left = this.draw() * all.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [word, weight] of all) {
      left -= weight;
      if (left < 0) return word;
    }
    return (all.at(-1) as [Word, number])[0];
  }
}
