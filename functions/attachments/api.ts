import { permit } from '../../shared/access/permit.ts';
import { incomingKey, MAX_ATTACHMENTS } from '../../shared/attachments/upload.ts';
import { RequestUploadBody } from '../../shared/contract/bodies/attachments.ts';
import { uploadRefusal } from '../../shared/dossier/attachments.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { attachmentType } from '../../shared/form/code-lists/attachments.ts';
import { listedWord } from '../../shared/form/code-lists/code-list.ts';
import { generations } from '../../shared/form/code-lists/generations.ts';
import { serve } from '../../shared/http/serve.ts';
import { newId } from '../../shared/registry/ids.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { awaited, takeSlot, uploadUntil } from '../../shared/services/promised-upload.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import { presign } from '../../shared/services/upload-form.ts';

export const lambda = (app: App) =>
  serve(app, {
    requestUpload: {
      body: RequestUploadBody,
      handle: async ({ user, params, body, now, remember }) => {
        const { id, state } = await dossiers(app).get(params.id);
        permit(user, 'addAttachment', state);
        requireTaken(uploadRefusal(state, user.roles.includes('auditor')), body.kind);
        const attachment = newId();
        const item = await awaited(app, { id, attachment, ...body, by: user.id, now });
        const form = await presign(app, incomingKey(id, attachment), body.contentType);
        const answer = { status: 201, body: { attachment, ...form, expiresAt: uploadUntil(now) } };
        await takeSlot(app, id, { now, most: MAX_ATTACHMENTS }, (slot) => [
          table(app).putWrite('attachment', { ...item, slot }),
          ...remember(answer),
        ]);
        return answer;
      },
    },
  });

export const handler = lambda(fromEnvironment());

/** E1302 where the dossier takes no attachments any more, E1004 for a kind that nobody lists. */
function requireTaken(closed: string | undefined, kind: string): void {
  if (closed !== undefined) throw new Problem(1302, { detail: `${closed}。` });
  if (!generations.some((generation) => listedWord(attachmentType, generation, kind) !== null)) {
    throw fieldProblem('/kind', '附件类型不在可选项之内');
  }
}
