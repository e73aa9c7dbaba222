import type { Page } from 'playwright-core';

/**
 * What an older person with a small phone would trip over on the page as it is now shown; empty when nothing.
 *
 * @param smallest px that text may have: less on the screens of the office, where there is a switch for large type
 */
export async function readabilityFaults(page: Page, smallest = 18): Promise<string[]> {
  return page.evaluate((smallest) => {
    const faults: string[] = [];
    const { document, getComputedStyle } = globalThis as unknown as BrowserWindow;
    const root = document.documentElement;

    if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);

    const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (rgb: number[]): number => {
      const [r = 0, g = 0, b = 0] = rgb.map((channel) => {
        const part = channel / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a: number[], b: number[]): number => {
      const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
      return (light + 0.05) / (dark + 0.05);
    };
    const backgroundBehind = (element: BrowserElement | null): number[] => {
      for (let each = element; each; each = each.parentElement) {
        const [r = 0, g = 0, b = 0, alpha = 1] = channels(getComputedStyle(each).backgroundColor);
        if (alpha === 1) return [r, g, b];
      }
      return [255, 255, 255];
    };
    const says = (element: BrowserElement): string => (element.textContent ?? '').trim().slice(0, 20);

    for (const element of document.querySelectorAll('body *')) {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || style.visibility === 'hidden') continue;
      if (box.width <= 1 && box.height <= 1) continue;
      const field = ['INPUT', 'TEXTAREA', 'SELECT', 'BUTTON'].includes(element.tagName);
      const speaks = [...element.childNodes].some(
        (node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '',
      );
      if (speaks || field) {
        if (Number.parseFloat(style.fontSize) < smallest) faults.push(`text of ${style.fontSize}: ${says(element)}`);
        const ratio = contrast(channels(style.color).slice(0, 3), backgroundBehind(element));
        if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)}: ${says(element)}`);
      }
      if (field && style.borderTopWidth !== '0px') {
        const edge = contrast(channels(style.borderTopColor).slice(0, 3), backgroundBehind(element.parentElement));
        if (edge < 3) faults.push(`edge ${edge.toFixed(2)}: ${element.id}`);
      }
      const target =
        ['BUTTON', 'SELECT', 'TEXTAREA'].includes(element.tagName) ||
        element.matches('input[type=text], .choice, .big');
      if (target && box.height < 44) faults.push(`tap target ${box.height} px: ${element.id || says(element)}`);
      if (box.right > root.clientWidth + 1) faults.push(`cut off on the right: ${element.tagName} ${says(element)}`);
      if (
        element.labels &&
        (element as { type?: string }).type !== 'hidden' &&
        element.labels.length !== 1 &&
        field &&
        element.tagName !== 'BUTTON'
      ) {
        faults.push(`labels ${element.labels.length}: ${element.id}`);
      }
    }
    return faults;
  }, smallest);
}

/** The little of the DOM that the checks read; the project compiles without the DOM's types, for it runs in Node. */
interface BrowserElement {
  tagName: string;
  id: string;
  textContent: string | null;
  parentElement: BrowserElement | null;
  childNodes: Iterable<{ nodeType: number; textContent: string | null }>;
  labels?: { length: number } | null;
  getBoundingClientRect(): { width: number; height: number; right: number };
  matches(selector: string): boolean;
}

interface BrowserWindow {
  document: {
    documentElement: BrowserElement & { scrollWidth: number; clientWidth: number };
    querySelectorAll(selector: string): Iterable<BrowserElement>;
  };
  getComputedStyle(element: BrowserElement): {
    color: string;
    backgroundColor: string;
    borderTopColor: string;
    borderTopWidth: string;
    fontSize: string;
    visibility: string;
  };
}
