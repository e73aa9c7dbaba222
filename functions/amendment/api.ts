import {
  AmendBody,
  ContactBody,
  ConversionBody,
  EntryBody,
  PaperBody,
} from '../../shared/contract/bodies/amendment.ts';
import { decideEntered } from '../../shared/dossier/entering.ts';
import { decideAmendment } from '../../shared/dossier/opening.ts';
import { decidePaper } from '../../shared/dossier/paper.ts';
import { otherThanSeen } from '../../shared/dossier/proposed.ts';
import { amendmentContext } from '../../shared/dossier/seal-contexts.ts';
import { decideOpeningConversion } from '../../shared/dossier/temporary.ts';
import { act } from '../../shared/http/act.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { keyring } from '../../shared/services/services.ts';
import { accounts } from './account.ts';
import { contactUpdate, unlessTypedOn } from './contact.ts';

export const lambda = (app: App) =>
  serve(app, {
    ...accounts(app),
    /** 开始变更: the form is filled in, saved and submitted as a registration's is. */
    openAmendment: {
      body: AmendBody,
      handle: (call) =>
        act(
          app,
          call,
          'openAmendment',
          async ({ id, state }) => {
            const matter = state.matter.matter + 1;
            const opinion = await keyring(app).seal(amendmentContext(id, matter), call.body.reason);
            const opened = decideAmendment(state, app.profile.courses, { opinion });
            return { decided: otherThanSeen(state, call.body) ?? opened, says: { matter } };
          },
          201,
        ),
    },

    /** 开始转正: of a household that was taken in for a time; the whole form goes the way of a registration. */
    openConversion: {
      body: ConversionBody,
      handle: (call) =>
        act(
          app,
          call,
          'openConversion',
          async ({ id, state }) => {
            const matter = state.matter.matter + 1;
            const opinion = await keyring(app).seal(amendmentContext(id, matter), call.body.reason);
            const opened = decideOpeningConversion(state, app.profile.courses, { opinion });
            return { decided: otherThanSeen(state, call.body) ?? opened, says: { matter } };
          },
          201,
        ),
    },

    /** 更新资料: what decides nothing takes effect at once, also beside a matter that is open. */
    updateContact: {
      body: ContactBody,
      handle: (call) =>
        unlessTypedOn(act(app, call, 'updateContact', (before) => contactUpdate(app, before, call.body, call.now))),
    },

    /** 已录入: the registrar has typed this form and plan into the national system. */
    recordEntered: {
      body: EntryBody,
      handle: (call) =>
        act(app, call, 'recordEntered', async ({ state }) => ({
          decided: decideEntered(state, call.body),
          says: call.body,
        })),
    },

    /** 纸质档案已同步: the registrar has brought the paper file into step with the form in force. */
    paperInStep: {
      body: PaperBody,
      handle: (call) =>
        act(app, call, 'paperInStep', async ({ state }) => {
          const { form } = call.body;
          return { decided: decidePaper(state, { form }), says: { form } };
        }),
    },
  });

export const handler = lambda(fromEnvironment());
