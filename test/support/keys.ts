import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** More stops than any screen has. */
const MOST_STOPS = 300;

/** What there is to see of where the keys go, by the page; `undefined` when all is well. */
const lost = `(() => {
  const here = document.activeElement;
  if (!here || here === document.body || here === document.documentElement) return '焦点哪里也不在';
  const { top, bottom, width } = here.getBoundingClientRect();
  if (width === 0 || bottom < 0 || top > innerHeight) return '焦点在看不见的地方：' + here.outerHTML.slice(0, 120);
  return undefined;
})()`;

/** Somebody who works at a page by keyboard alone: Tab, Enter, Space, arrows and typing, as far as each goes. */
export class Keys {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes on with Tab from wherever one is, round the page if need be. */
  async to(what: Locator): Promise<void> {
    await what.first().waitFor();
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      if (await this.isAt(what, stops % 20 === 0)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab comes nowhere to ${what}`);
  }

  async press(what: Locator): Promise<void> {
    await this.to(what);
    await this.page.keyboard.press('Enter');
  }

  async type(what: Locator, text: string): Promise<void> {
    await this.to(what);
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.insertText(text);
  }

  /** Year, month and day, as the boxes of a date take them. */
  async date(what: Locator, [year, month, day]: readonly [string, string, string]): Promise<void> {
    await this.to(what);
    for (const part of [month, day, year]) await this.page.keyboard.type(part);
    expect(await what.inputValue()).toBe(`${year}-${month}-${day}`);
  }

  /** A box that is ticked, where it is not ticked yet. */
  async tick(what: Locator): Promise<void> {
    await this.to(what);
    await this.page.keyboard.press('Space');
    await expect.poll(() => what.first().isChecked()).toBe(true);
  }

  /** One of a few: Tab comes to the first of them, arrows to the others. */
  async choose(question: Locator, answer: string): Promise<void> {
    await this.to(question.getByRole('radio'));
    const wanted = question.getByRole('radio', { name: answer, exact: true });
    await this.page.keyboard.press('Space');
    for (let steps = 0; steps < 12 && !(await wanted.isChecked()); steps++) await this.page.keyboard.press('ArrowDown');
    expect(await wanted.isChecked()).toBe(true);
  }

  /** One of a list, by its words. */
  async pick(what: Locator, words: string): Promise<void> {
    await this.to(what);
    const shown = () =>
      what.evaluate((list) => (list as unknown as { selectedOptions: { label: string }[] }).selectedOptions[0]?.label);
    for (let steps = 0; steps < 60 && (await shown()) !== words; steps++) await this.page.keyboard.press('ArrowDown');
    expect(await shown()).toBe(words);
  }

  /** Whoever has done something is somewhere, and sees where. */
  async areSomewhere(): Promise<void> {
    await expect.poll(() => this.page.evaluate(lost)).toBe(undefined);
  }

  /** What is wanted is looked up by role and name, which costs: `anew`, and when the page was drawn again since. */
  private async isAt(what: Locator, anew: boolean): Promise<boolean> {
    const seen = anew ? undefined : ((await this.page.evaluate(arrived)) as Arrived);
    if (seen?.isShown) return seen.isThere;
    await what.evaluateAll((all) => void Object.assign(globalThis, { wanted: all }));
    return ((await this.page.evaluate(arrived)) as Arrived).isThere;
  }
}

interface Arrived {
  isThere: boolean;
  /** Something of what is wanted still stands on the page. */
  isShown: boolean;
}

/** Run in the page, which is no file of this project's types. */
const arrived = `(() => {
  const all = globalThis.wanted ?? [];
  return { isThere: all.includes(document.activeElement), isShown: all.some((each) => each.isConnected) };
})()`;
