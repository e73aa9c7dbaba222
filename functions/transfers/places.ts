import type { DraftForm } from '../../shared/form/form.ts';
import { heldLocks } from '../../shared/registry/dossier-reader.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import type { Write } from '../../shared/registry/table.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { blindIndex, forms, table } from '../../shared/services/services.ts';

/** So many reads at once. */
const LANES = 8;
/**
 * A transaction takes a hundred writes. Each place takes two and each lock one; the head and its parts, the entry, the
 * tasks and the letters take up to thirty.
 */
const mostMoved = 70;

/**
 * Where a search finds the dossier, by the numbers and names of everybody who is or ever was in one of its forms: whoever
 * has left the household leads to its history still.
 */
async function placesOf(app: App, dossier: Dossier): Promise<Key[]> {
  const { id, state } = dossier;
  const sk = keys.place(state.orgPath, id);
  const partitions = new Set([
    ...heldLocks(dossier).map(keys.identities),
    ...[...dossier.names, ...(dossier.proposed?.names ?? [])].map(keys.names),
  ]);
  const people = new Set<string>();
  await inLanes(upTo(state.form), LANES, async (number) => {
    const form = await forms(app).find(id, number);
    for (const text of form ? namedIn(form) : []) people.add(text);
  });
  await inLanes(people, LANES, async (text) => {
    const [kind, value] = JSON.parse(text) as ['idNumber' | 'name', string];
    const index = await blindIndex(app).of(kind, value);
    partitions.add(kind === 'name' ? keys.names(index) : keys.identities(index));
  });
  const there: Key[] = [];
  await inLanes([...partitions].sort(), LANES, async (pk) => {
    if (await table(app).find({ pk, sk })) there.push({ pk, sk });
  });
  return there;
}

/** The same places below another union; undefined when there are more than one transaction moves. */
export async function movedPlaces(app: App, dossier: Dossier, orgPath: string): Promise<Write[] | undefined> {
  const sk = keys.place(orgPath, dossier.id);
  const places = await placesOf(app, dossier);
  if (2 * places.length + heldLocks(dossier).length > mostMoved) return undefined;
  return places.flatMap((place) => [
    table(app).deleteWrite('place', place),
    table(app).putWrite('place', { pk: place.pk, sk }, null),
  ]);
}

function namedIn({ worker, members }: DraftForm): string[] {
  return [worker, ...(members ?? [])].flatMap((person) => [
    ...(person?.idNumber ? [JSON.stringify(['idNumber', person.idNumber])] : []),
    ...(person?.name ? [JSON.stringify(['name', person.name])] : []),
  ]);
}

function* upTo(last: number): Generator<number> {
  for (let n = 1; n <= last; n++) yield n;
}
