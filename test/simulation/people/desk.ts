import type { Client } from '../../../shared/contract/client.ts';
import type { TaskKind } from '../../../shared/tasks/task.ts';
import type { Chance } from '../chance.ts';
import type { Home, World } from '../world.ts';
import { attempt } from './person.ts';

/** What somebody of an office has at hand when they do something for a household. */
export interface Desk {
  world: World;
  chance: Chance;
  who: string;
  as: Client;
  home: Home;
  /** The union that the task says owes it. */
  owing?: string;
  /** Of which dossier, or application, the task is that they do. */
  dossier?: string;
}

/** How tasks of some kinds are done, well or badly. */
export type Ways = Partial<Record<TaskKind, (desk: Desk) => Promise<unknown>>>;

/** Something is done for the household at hand. Answers whether it was, as far as they know. */
export const doing = (
  { world, who, home }: Pick<Desk, 'world' | 'who' | 'home'>,
  what: string,
  work: () => Promise<unknown>,
): Promise<boolean> => attempt(world, { who, what, home }, work);
