import type { KeyboardEvent } from 'react';

/** J and K move down and up the links of a table's rows, one a row, or of whatever else opens one; Enter opens it, as of any link. */
export function useRows(of = 'tr a:first-of-type'): { onKeyDown: (event: KeyboardEvent<HTMLElement>) => void } {
  return {
    onKeyDown: (event) => {
      const step = { j: 1, k: -1 }[event.key.toLowerCase()];
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      const links = [...event.currentTarget.querySelectorAll<HTMLElement>(of)];
      const at = links.indexOf(document.activeElement as HTMLElement);
      links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
    },
  };
}
