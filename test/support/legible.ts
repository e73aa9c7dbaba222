import { unpacked } from '../../shared/registry/head-parts.ts';

/** Items with the contents of heads unfolded: only so can what must stand nowhere be looked for. */
export const legible = (items: readonly object[]): object[] =>
  items.map((item) => {
    const { content } = item as { content?: unknown };
    return content instanceof Uint8Array ? { ...item, content: unpacked(content) } : item;
  });
