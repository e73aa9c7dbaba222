import { ContactBody } from '../../shared/contract/bodies/amendment.ts';
import { act } from '../../shared/http/act.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { contactUpdate } from './contact.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** 更新资料: what decides nothing takes effect at once, also beside a matter that is open. */
    updateContact: {
      body: ContactBody,
      handle: (call) => act(app, call, 'updateContact', (before) => contactUpdate(app, before, call.body, call.now)),
    },
  });

export const handler = lambda(fromEnvironment());
