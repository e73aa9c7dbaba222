import { type ReactNode, useState } from 'react';
import { newKey } from '../../parts/key.ts';
import { ErrorText } from '../../parts/states.tsx';
import { paths, useRoute } from '../../route.ts';
import { useSession } from '../../session.ts';

/** 新建: an empty draft, and straight on to its form. */
export function NewDossierScreen(): ReactNode {
  const { client, me } = useSession();
  const [, go] = useRoute();
  // An answer that is lost makes no second draft.
  const [key] = useState(newKey);
  const [doing, setDoing] = useState<{ fault?: unknown } | undefined>();
  const isBusy = doing !== undefined && doing.fault === undefined;
  const begin = (kind: 'registration' | 'temporary') => {
    setDoing({});
    client.call('createDraft', { key: `${key}-${kind}`, body: { orgPath: me.orgPath, kind } }).then(
      ({ body }) => go(paths.form(body.id)),
      (fault: unknown) => setDoing({ fault }),
    );
  };
  return (
    <>
      <h1>新建</h1>
      <p>
        先看过身份证、户口本，把告知书念给本人和家人听，再填《困难职工档案表》。填着的随时存下，可以分几次填；提交以前不查重、不公示。
      </p>
      <p>归{me.union}管理。</p>
      {doing?.fault !== undefined && <ErrorText error={doing.fault} />}
      <p className="form-choices">
        <button type="button" className="primary" disabled={isBusy} onClick={() => begin('registration')}>
          {isBusy ? '正在建立草稿……' : '申请建档'}
        </button>
        <button type="button" disabled={isBusy} onClick={() => begin('temporary')}>
          申请临时救助（突然遇到的困难）
        </button>
      </p>
    </>
  );
}
