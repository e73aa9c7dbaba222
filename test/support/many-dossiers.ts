import { packed } from '../../shared/registry/head-parts.ts';
import { newId } from '../../shared/registry/ids.ts';
import type { Key } from '../../shared/registry/keys.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import { household } from './household.ts';
import { Journey, putPeople } from './journey.ts';
import { legible } from './legible.ts';
import { memoryApp } from './memory/app.ts';
import { registeredIn } from './on-file.ts';

/* A county with more households than anybody walks: the items are copies of what the handlers wrote of two. */

/** Whose table they are put into. */
type Stored = Parameters<typeof table>[0];

/** One in four waits for its survey: a county's worklist and its tasks are full of them. */
const WAITING = 0.25;

/** A dossier's items as the registry's own writers left them, to be put again under other ids. */
export interface Template {
  id: string;
  nextReviewOn: string | null;
  /** With the content of the head unfolded. */
  items: Key[];
}

/** Of two households, one on file and one that waits for its survey. */
export async function templates(): Promise<{ onFile: Template; waiting: Template }> {
  const app = memoryApp();
  await putPeople(app);
  const registered = await registeredIn(app, 1);
  const surveying = new Journey(app);
  await surveying.submitted(household(2));
  const of = async ({ id }: Journey): Promise<Template> => {
    const { nextReviewOn } = (await dossiers(app).get(id)).state;
    const items = app.dynamoDb.all<Key>().filter(({ pk, sk }) => pk === `D#${id}` && /^(HEAD|TASK)/.test(sk));
    return { id, nextReviewOn, items: legible(items) as Key[] };
  };
  return { onFile: await of(registered), waiting: await of(surveying) };
}

/** The items of another dossier that is as this one, but for the day of its review. */
export function copyOf({ id, nextReviewOn, items }: Template, due = nextReviewOn): Key[] {
  let text = JSON.stringify(items).replaceAll(id, newId());
  if (nextReviewOn !== null && due !== null) text = text.replaceAll(nextReviewOn, due);
  return (JSON.parse(text) as (Key & { content?: string })[]).map((item) =>
    item.content === undefined ? item : { ...item, content: packed(item.content) },
  );
}

const AT_ONCE = 500;

export async function putMany(app: Stored, count: number, make: (n: number) => Key[]): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, n) => make(from + n));
    await table(app).putAll(some.flat());
  }
}

/** Nobody opens these: of their heads there is what lists show, and beside them what queues do. */
export const fill = (app: Stored, count: number, { onFile, waiting }: { onFile: Template; waiting: Template }) =>
  putMany(app, count, (n) =>
    copyOf((n * WAITING) % 1 === 0 ? waiting : onFile).flatMap((item) => {
      if (item.sk.startsWith('HEAD#')) return [];
      return [item.sk === 'HEAD' ? { ...item, content: '' } : item];
    }),
  );
