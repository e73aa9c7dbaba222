import type { Key } from '../../shared/registry/keys.ts';
import { type Stored, type StoredItem, storedItem } from './stored.ts';

/** Where counties list what is handled in batches: takes the items of a scan, and then reads again where one batch stands. */
export class CountyLists {
  private readonly prefix: string;
  /** Attribute by which a place names its batch. */
  private readonly names: string;
  private readonly places = new Map<string, Key[]>();

  constructor(prefix: string, names: string) {
    this.prefix = prefix;
    this.names = names;
  }

  see(item: StoredItem): void {
    const { pk, sk } = item;
    if (!pk.startsWith(this.prefix)) return;
    const id = String(item[this.names]);
    this.places.set(id, [...(this.places.get(id) ?? []), { pk, sk }]);
  }

  /** Of which batches there is a place. */
  listed(): Iterable<string> {
    return this.places.keys();
  }

  /** It stands in its places, and in no other. */
  async faultsOf(stored: Stored, id: string, expected: readonly Key[]): Promise<string[]> {
    const isIts = (item: StoredItem | undefined) => item?.[this.names] === id;
    const there = await Promise.all(expected.map((place) => storedItem(stored, place)));
    const others = (this.places.get(id) ?? []).filter(
      ({ pk, sk }) => !expected.some((e) => e.pk === pk && e.sk === sk),
    );
    const stray = (await Promise.all(others.map((place) => storedItem(stored, place)))).flatMap((item) => item ?? []);
    return [
      ...expected.flatMap(({ sk }, index) =>
        isIts(there[index]) ? [] : [`县里少了 ${sk.slice(0, sk.indexOf('#'))} 一项`],
      ),
      ...stray.filter(isIts).map(({ sk }) => `县里多出 ${sk}`),
    ];
  }
}
