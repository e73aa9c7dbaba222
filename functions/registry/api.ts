import { permit } from '../../shared/access/permit.ts';
import { SearchBody } from '../../shared/contract/bodies/registry.ts';
import { JOURNAL_PAGE } from '../../shared/contract/exchanges/registry.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers } from '../../shared/services/services.ts';
import { detailOf } from './detail.ts';
import { afterOf, journalOf } from './journal.ts';
import { askedOf, count, cursorOf, list } from './list.ts';
import { search } from './search.ts';

export const lambda = (app: App) =>
  serve(app, {
    getDossier: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'read', dossier.state);
        const headers = { ETag: `"${dossier.version}"` };
        return { status: 200, headers, body: await detailOf(app, dossier, user, now) };
      },
    },

    getJournal: {
      handle: async ({ user, params, query }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'readJournal', dossier.state);
        const entries = await dossiers(app).entriesAfter(dossier.id, afterOf(query.after), JOURNAL_PAGE);
        return { status: 200, body: journalOf(dossier, entries, user) };
      },
    },

    listDossiers: {
      handle: async ({ user, query }) => {
        const asked = askedOf(query, user);
        return { status: 200, body: await list(app, user, asked, cursorOf(query.cursor, asked)) };
      },
    },

    countDossiers: {
      handle: async ({ user, query }) => ({ status: 200, body: await count(app, user, askedOf(query, user)) }),
    },

    searchDossiers: {
      body: SearchBody,
      handle: async ({ user, body, now }) => ({
        status: 200,
        body: await search(app, user, body, now),
      }),
    },
  });

export const handler = lambda(fromEnvironment());
