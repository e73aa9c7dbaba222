import type { Page } from 'playwright-core';

/**
 * Buttons and pick lists on the page as it is now shown that do not work and do not say why; empty when none. Whoever sees
 * has the reason beside them, whoever hears has it by their description; what is under way says so on the page.
 */
export async function unsaidFaults(page: Page): Promise<string[]> {
  return (await page.evaluate(unsaid)) as string[];
}

/** Run in the page, which is no file of this project's types. */
const unsaid = `(() => {
  const shown = (each) => each.checkVisibility({ visibilityProperty: true });
  const isUnderWay = [...document.querySelectorAll('[role=status], button')].some((each) => shown(each) && each.textContent.trim().endsWith('……'));
  const saysWhy = (each) =>
    (each.getAttribute('aria-describedby') ?? '').split(/\\s+/).map((id) => document.getElementById(id))
      .some((reason) => reason && shown(reason) && reason.textContent.trim() !== '');
  return [...document.querySelectorAll('button:disabled, select:disabled')]
    .filter((each) => shown(each) && !isUnderWay && !saysWhy(each))
    // A list out of which nothing can be picked says why in its own box.
    .filter((each) => !each.selectedOptions || each.selectedOptions[0]?.text === '请选择')
    .map((each) => '用不了，没有说为什么：' + (each.getAttribute('aria-label') ?? (each.labels?.[0] ?? each).textContent).trim());
})()`;
