import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { timeInShanghai } from '../../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import type { DraftForm } from '../../../shared/form/form.ts';
import { ErrorText } from '../../parts/states.tsx';
import type { Session } from '../../session.ts';
import type { Detail } from '../dossier/detail.ts';
import { useOfForm } from './context.ts';
import { Keeping } from './keeping.ts';
import { Saving } from './saving.ts';
import { FormStore } from './store.ts';

export type Scratch = AnswerOf<'getScratch'>;

/** A new form's words come from the later lists; a paper of the earlier ones says so. */
const blank: DraftForm = { codeLists: '2020' };

/** The form as it was left: what was typed last, else what was saved. */
export function begun(
  session: Session,
  dossier: Detail,
  { revision, content, savedAt }: Scratch,
): { store: FormStore; keeping: Keeping; saving: Saving } {
  const { client, today } = session;
  const { id, form } = dossier;
  const { unread = [], consents = [], opinion = '' } = content ?? {};
  const store = new FormStore(content?.form ?? form?.content ?? blank, today(), unread, { consents, opinion });
  const send = async (over: number) => {
    const body = { form: store.form, unread: store.unread(), ...store.beside, consents: [...store.beside.consents] };
    return (await client.call('keepScratch', { params: { id }, version: over, body })).body;
  };
  const keeping = new Keeping(send, { revision, at: savedAt });
  return { store, keeping, saving: new Saving(session, dossier, store, keeping) };
}

/** Keeps what is typed; whoever closes the window before that is asked. */
export function useKeeping(store: FormStore, keeping: Keeping): void {
  useEffect(() => {
    let seen = store.changes;
    const stop = store.subscribe(() => {
      if (store.changes !== seen) keeping.touched();
      seen = store.changes;
    });
    const warn = (event: BeforeUnloadEvent) => {
      if (!keeping.isLeft) return;
      void keeping.flush();
      event.preventDefault();
      // Older browsers ask only for this.
      event.returnValue = '';
    };
    const hidden = () => void keeping.flush();
    addEventListener('beforeunload', warn);
    addEventListener('online', hidden);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      stop();
      removeEventListener('beforeunload', warn);
      removeEventListener('online', hidden);
      document.removeEventListener('visibilitychange', hidden);
      // To another screen of the workbench: what is typed goes along on the way.
      void keeping.flush();
    };
  }, [store, keeping]);
}

/** Whether what stands on the screen is kept, and since when. */
export function Kept({ keeping }: { keeping: Keeping }): ReactNode {
  const standing = useSyncExternalStore(keeping.subscribe, () => keeping.standing);
  const unread = useOfForm((store) => store.unread().length);
  return (
    <div className="form-kept" role="status">
      <span className={standing.is === 'unheard' ? 'form-fault' : undefined}>{words(standing)}</span>
      {unread > 0 && `；有 ${unread} 栏认不出来，照样存着，改好才能提交`}
      {standing.is === 'refused' && <ErrorText error={standing.error} again={() => void keeping.flush()} />}
    </div>
  );
}

function words(standing: Keeping['standing']): string {
  switch (standing.is) {
    case 'kept':
      return standing.at === null ? '随填随存，不用按保存' : `已存 ${timeInShanghai(standing.at)}`;
    case 'typed':
      return '有没存的，停手两秒就存';
    case 'keeping':
      return '正在存……';
    case 'unheard':
      return '没有连上，还没有存：填着的都在这一页上，请不要关；连上了自动再存';
    case 'met':
      return '别人也在填这一份，先存了：请先看两边的';
    case 'refused':
      return '没有存下：';
  }
}
