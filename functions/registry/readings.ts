import type { AnswerOf } from '../../shared/contract/types.ts';
import { openingContext } from '../../shared/dossier/seal-contexts.ts';
import { readingKinds } from '../../shared/privacy/reading-kinds.ts';
import type { Reading } from '../../shared/registry/readings.ts';
import type { App } from '../../shared/services/app.ts';
import { keyring, readings } from '../../shared/services/services.ts';
import { withNames } from './with-names.ts';

/**
 * A page of who read what of a dossier, or of lists of an org path; the last first.
 *
 * @param isGone whether the dossier's key goes, or has gone, and with it why its numbers were opened
 */
export async function readingsOf(
  app: App,
  of: string,
  { cursor, isGone = false }: { cursor?: string | undefined; isGone?: boolean },
): Promise<AnswerOf<'listReadings'>> {
  const page = await readings(app).page(of, cursor);
  const shown = await Promise.all(
    page.readings.map(async ({ kind, what, at, by, reason }) => ({
      ...{ kind, kindTitle: readingKinds[kind], what, at, by },
      reason: reason && !isGone ? await reasonOf(app, of, { at, reason }) : null,
    })),
  );
  return { readings: await withNames(app, shown), cursor: page.cursor };
}

/** The latest times that a household's whole ID numbers were shown. */
export async function openingsOf(app: App, id: string) {
  const opened = await readings(app).openings(id);
  return withNames(
    app,
    await Promise.all(
      opened.map(async ({ at, by, reason }) => ({ at, by, reason: await reasonOf(app, id, { at, reason }) })),
    ),
  );
}

function reasonOf(
  app: App,
  id: string,
  { at, reason }: Pick<Reading, 'at'> & { reason: NonNullable<Reading['reason']> },
) {
  return keyring(app).open<string>(openingContext(id, at), reason);
}
