/** A tree of areas by their paths, with one at the top: 530000, 530000/530100, 530000/530100/530102. */
export interface Areas {
  top: string;
  /** Those that are counted by themselves, of which the others are made. */
  leaves: readonly string[];
  /** All of them, the top one first. */
  all: readonly string[];
}

/** @param leaves below the top one, or itself */
export function areasOf(top: string, leaves: readonly string[]): Areas {
  const above = leaves.flatMap((leaf) => upTo(top, leaf));
  return { top, leaves, all: [...new Set([top, ...above])].sort() };
}

/** An area and those above it, nearest first, up to the top one. */
export function upTo(top: string, area: string): string[] {
  const parts = area.split('/');
  const paths = parts.map((_, n) => parts.slice(0, parts.length - n).join('/'));
  return paths.filter((path) => path.length >= top.length);
}

export const isIn = (area: string, leaf: string): boolean => leaf === area || leaf.startsWith(`${area}/`);
