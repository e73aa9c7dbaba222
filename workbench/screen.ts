import type { ReactNode } from 'react';
import type { Ability } from '../shared/access/may.ts';

export interface Screen {
  title: string;
  /** What one must be able to do for the screen to be of any use. */
  needs: Ability;
  /** What does instead. */
  or?: Ability;
  show(): ReactNode;
}

/** Where in the menu a screen stands, if not by itself: one opens the group and chooses. */
export const groups = ['成批办理', '管理'] as const;

/** A screen of the menu. */
export type Listed = Screen & { path: string; group?: (typeof groups)[number] };

/** A screen of one thing, told by its number behind the #. */
export type OfOne = readonly [pattern: RegExp, screen: (id: string, more: string | undefined) => Screen];
