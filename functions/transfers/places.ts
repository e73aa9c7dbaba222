import { heldLocks } from '../../shared/registry/dossier-reader.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { rememberedPlaces } from '../../shared/registry/places.ts';
import type { Write } from '../../shared/registry/table.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { table } from '../../shared/services/services.ts';

/** So many reads at once. */
const LANES = 8;
/**
 * A transaction takes a hundred writes. Each place takes two and each lock one: a household of fourteen, with an ID number
 * and a name each and one 职工编号, takes seventy-two. The head and its parts, the entry, the tasks and the letter mostly
 * take seven, and never more than twenty-five.
 */
const mostMoved = 75;

/**
 * Where a search finds the dossier: by its 职工编号, and by the ID numbers and names of everybody who is or ever was in a
 * form that was submitted, or was to be. Whoever has left the household leads to its history still.
 */
async function placesOf(app: App, { id, state }: Dossier): Promise<Key[]> {
  const sk = keys.place(state.orgPath, id);
  const there: Key[] = [];
  await inLanes(await rememberedPlaces(table(app), id), LANES, async (pk) => {
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
