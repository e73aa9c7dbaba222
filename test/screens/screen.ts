import type { Page } from 'playwright-core';
import { paths } from '../../workbench/paths.ts';
import type { TabName } from '../../workbench/screens/dossier/places.ts';
import type { World } from './world.ts';

/** One screen in one state. */
export interface Screen {
  /** Of the picture, and of whoever asks for this one alone. */
  name: string;
  /** Somebody of the demo; `applicant` by the pages for workers; null where nobody signs in. */
  who: string | null;
  /** To where there is something to see, and until it is there. */
  go(page: Page, world: World): Promise<void>;
  /** Which screen of the workbench it is, and of a household's page which part. */
  of?: Place;
  tab?: TabName;
  /** Only what the window shows at first: the screen is longer than a picture is looked at. */
  isLong?: true;
  /** A page for people outside the unions: they read larger type, and it works without scripts. */
  isPublic?: true;
}

/** A screen of the workbench, by where it stands behind the #. */
export type Place = keyof typeof paths;

/** Whose day each screen belongs to. */
export const registrar = '何静';
export const neighbour = '施玉兰';
export const surveyor = '毕晓峰';
export const reviewer = '沐春华';
export const cityReviewer = '禹文博';
export const approver = '宋国栋';
export const administrator = '文晓蓉';
export const auditor = '阮成林';
export const provinceAuditor = '庞德胜';
export const inspector = '巫春林';

type Step = (page: Page, world: World) => Promise<void>;

/** The address behind the # of a screen, with what tells it from others of its kind. */
export const addressOf = (place: Place, ...of: string[]): string => {
  const path = paths[place];
  return typeof path === 'string' ? path : (path as (...of: string[]) => string)(...of);
};

/** Until all is here that is shown. */
export async function read(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.waiting').first().waitFor({ state: 'detached' });
}

/**
 * A screen by its address, when it has read what it shows.
 * @param which tells it from others of its kind
 * @param then what is done on it
 */
export function opened(
  of: Place,
  which: (world: World) => readonly string[] = () => [],
  then: Step = async () => undefined,
): Pick<Screen, 'of' | 'go'> {
  const go: Step = async (page, world) => {
    await page.goto(`${world.api}/#${addressOf(of, ...which(world))}`);
    await page.locator('h1').first().waitFor();
    await read(page);
    await then(page, world);
    await read(page);
  };
  return { of, go };
}

/** One household, at one of its parts. */
export const part = (
  which: 'draft' | 'surveying' | 'contested' | 'awaitingApproval' | 'onFile',
  tab: TabName,
): Pick<Screen, 'of' | 'tab' | 'go'> => ({
  ...opened(
    'dossier',
    (world) => [world[which].id],
    (page) => page.getByRole('tab', { name: tab }).click(),
  ),
  tab,
});

/** What is done to one household, with its form open, at the top of what the window shows. */
export const deed = (which: (world: World) => string, action: string): Pick<Screen, 'of' | 'go'> =>
  opened(
    'deed',
    (world) => [which(world), action],
    async (page) => {
      await page.locator('form.deed').first().waitFor();
      await page.evaluate('document.querySelector("form.deed").scrollIntoView()');
    },
  );

export const press =
  (name: string): Step =>
  (page) =>
    page.getByRole('button', { name, exact: true }).first().click();

export const unfold =
  (words: string): Step =>
  (page) =>
    page.locator('summary', { hasText: words }).first().click();
