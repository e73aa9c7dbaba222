import type { Page } from 'playwright-core';

/** More stops than any screen has: who is still not through by then goes round and round. */
const MOST_STOPS = 400;

/**
 * What somebody without a mouse could not do on the page as it is now shown, folded parts opened: a control that Tab does
 * not come to, a place where nobody sees that they are there, and a place that lets nobody out. Empty when nothing.
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  await page.evaluate(prepare);
  // What is folded may read what it shows only now.
  await page.locator('main details .waiting').first().waitFor({ state: 'detached' });
  const faults: string[] = [];
  let stops = 0;
  for (; stops < MOST_STOPS; stops++) {
    await page.keyboard.press('Tab');
    const { isOut, fault } = (await page.evaluate(arrive)) as { isOut: boolean; fault?: string };
    if (isOut) break;
    if (fault !== undefined) faults.push(fault);
  }
  if (stops === MOST_STOPS) faults.push('键盘出不来：Tab 按了四百下还没有走完');
  return [...faults, ...((await page.evaluate(leftOut)) as string[])];
}

/** Run in the page, which is no file of this project's types. */
const prepare = `{
  for (const each of document.querySelectorAll('main details')) each.open = true;
  globalThis.reached = new Set();
  globalThis.before = undefined;
  globalThis.nameOf = (element) =>
    element.tagName + ' ' + (element.getAttribute('aria-label') ?? (element.labels?.[0]?.textContent || element.textContent || element.id)).trim().replace(/\\s+/g, ' ').slice(0, 40);
  // As somebody who has pointed at nothing: the page takes nobody back to where they were.
  document.dispatchEvent(new PointerEvent('pointerdown'));
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  scrollTo(0, 0);
}`;

/** Each stop is seen: a line or a shadow round it or round its label, where the window shows it. */
const arrive = `(() => {
  const here = document.activeElement;
  const isInside = here === globalThis.before;
  globalThis.before = here;
  // A date is several stops: year, month, day.
  if (isInside) return { isOut: false };
  if (!here || here === document.body || here === document.documentElement || reached.has(here)) return { isOut: true };
  reached.add(here);
  const marked = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  };
  const { top, bottom, width } = here.getBoundingClientRect();
  if (![here, ...(here.labels ?? []), here.parentElement].some((each) => each && marked(each)))
    return { isOut: false, fault: '看不出焦点在这里：' + nameOf(here) };
  if (bottom < 0 || top > innerHeight || width === 0) return { isOut: false, fault: '焦点在屏幕以外：' + nameOf(here) };
  return { isOut: false };
})()`;

/** Of the choices of one question Tab comes to one, and of the tabs of one list; arrows go to the rest. */
const leftOut = `(() => {
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [role=tab], [role=button]';
  const shown = [...document.querySelectorAll(controls)].filter(
    (each) => !each.disabled && each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]'),
  );
  const together = (each) => {
    if (each.type === 'radio') return [...document.querySelectorAll('input[type=radio]')].filter(({ name, form }) => name === each.name && form === each.form);
    if (each.getAttribute('role') === 'tab') return [...(each.closest('[role=tablist]')?.querySelectorAll('[role=tab]') ?? [])];
    return [each];
  };
  return shown
    // What only a script goes to, a summary of faults or a heading, is no control.
    .filter((each) => each.matches('a, button, input, select, textarea, summary, [role]') || each.tabIndex >= 0)
    .filter((each) => !together(each).some((one) => reached.has(one)))
    .map((each) => '键盘到不了：' + nameOf(each));
})()`;
