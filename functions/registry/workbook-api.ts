import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { ExportDossiersBody } from '../../shared/contract/bodies/registry.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import type { Limit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { readings, tries } from '../../shared/services/services.ts';
import { askedOf, filterOf } from './asked.ts';
import { cursorOf } from './list.ts';
import { exported } from './workbook.ts';

/** Files a day: a province's hundred thousand households are fifty. */
const MASKED: Limit = { name: 'exportDossiers', per: 'day', max: 100 };
const WHOLE: Limit = { name: 'exportNumbers', per: 'day', max: 20 };

export const lambda = (app: App) =>
  serve(app, {
    /** The answer is kept nowhere: asked again, it is read again, and written down again. */
    exportDossiers: {
      body: ExportDossiersBody,
      handle: async ({ user, query, body, now }) => {
        const asked = askedOf(query, user, dateInShanghai(now));
        const reason = body.numbers?.reason;
        if (reason !== undefined) permit(user, 'exportNumbers', { orgPath: asked.org });
        const from = cursorOf(query.cursor, asked);
        if (!(await tries(app).allows(reason === undefined ? MASKED : WHOLE, user.id, now))) throw new Problem(1010);
        const { cursor: page = '' } = query;
        const what = ['exportDossiers', filterOf(query).what].filter((each) => each !== undefined).join(' ');
        await readings(app).record(asked.org, { kind: 'list', by: user.id, what, page }, now);
        const placeIn = (cursor: string) => cursorOf(cursor, asked);
        return { status: 200, body: await exported(app, { user, now, reason }, asked, from, placeIn) };
      },
    },
  });

export const handler = lambda(fromEnvironment());
