import { crowdOf, keysAmong, type Trace } from '../shared/duplicates/traces.ts';

/** 53 bits of a text: FNV-1a twice, from different beginnings. */
function quickHash(text: string): [number, number] {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b) ^ (b >>> 13);
  }
  return [a ^ (a >>> 15), b >>> 0];
}

/**
 * Trace → dossiers in memory, as the registry's items lead there: open addressing over 2^24 slots, room for a million
 * people's nine million keys. Filled by a quick hash, because as many HMACs would take longer than all the rest.
 */
export class TraceIndex {
  private readonly mask = 2 ** 24 - 1;
  private readonly prints = new Uint32Array(this.mask + 1);
  /** One more than the dossier's number; 0 is an empty slot. */
  private readonly dossiers = new Uint32Array(this.mask + 1);

  add(all: readonly Trace[], dossier: number): void {
    for (const { text } of keysAmong(all)) {
      const [place, print] = quickHash(text);
      let slot = place & this.mask;
      while (this.dossiers[slot] !== 0) slot = (slot + 1) & this.mask;
      this.prints[slot] = print;
      this.dossiers[slot] = dossier + 1;
    }
  }

  /** Dossiers under any of the keys, and what is compared with them: not what stands under a crowded key. */
  candidates(all: readonly Trace[]): { found: Set<number>; telling: Trace[] } {
    const found = new Set<number>();
    const silent = new Set<string>();
    for (const { kind, text } of keysAmong(all)) {
      const under = this.under(text, crowdOf(kind));
      if (under === undefined) silent.add(text);
      else for (const each of under) found.add(each);
    }
    return { found, telling: silent.size === 0 ? [...all] : all.filter(({ text }) => !silent.has(text)) };
  }

  /** undefined when they are more than a crowd. */
  private under(text: string, crowd: number): number[] | undefined {
    const [place, print] = quickHash(text);
    const found: number[] = [];
    for (let slot = place & this.mask; this.dossiers[slot] !== 0; slot = (slot + 1) & this.mask) {
      if (this.prints[slot] === print) found.push((this.dossiers[slot] as number) - 1);
      if (found.length > crowd) return undefined;
    }
    return found;
  }
}
