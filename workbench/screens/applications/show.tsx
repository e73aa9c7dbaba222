import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { DeedForm } from '../../parts/deed-form.tsx';
import { Shown } from '../../parts/shown.tsx';
import { UnionPicker } from '../../parts/union-picker.tsx';
import { useSession } from '../../session.ts';

type ShownOne = AnswerOf<'showApplication'>;

/** Somebody without a mailbox is here: they fill it in on their own telephone, and are told the code. */
export function ShowNew(): ReactNode {
  const { client, me } = useSession();
  const [orgPath, setOrgPath] = useState(me.counties.length > 1 ? '' : me.orgPath);
  const [shown, setShown] = useState<ShownOne | undefined>();
  const send = async () => {
    if (orgPath === '') throw new Error('请选在哪个工会申请。');
    return (await client.call('showApplication', { body: { orgPath } })).body;
  };
  return (
    <>
      <DeedForm title="当面申请" button={shown ? '换一个二维码' : '出示二维码'} send={send} onDone={setShown}>
        <p>没有邮箱的职工，用自己的手机扫码，填您念的验证码，当面填申请、拍材料。验证码不要写给别人。</p>
        <UnionPicker label="在哪个工会" value={orgPath} onPick={setOrgPath} />
      </DeedForm>
      {shown && <Shown of={shown} page="申请页" />}
    </>
  );
}

/** The same of an application that there is. */
export function ShowAgain({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const [shown, setShown] = useState<ShownOne | undefined>();
  const send = async () => (await client.call('showApplicationAgain', { params: { id }, body: {} })).body;
  return (
    <>
      <DeedForm title="当面打开" button={shown ? '换一个二维码' : '出示二维码'} send={send} onDone={setShown}>
        <p>申请人在场：用他的手机扫码，填您念的验证码，接着填、答复，或者看办到哪里。</p>
      </DeedForm>
      {shown && <Shown of={shown} page="申请页" />}
    </>
  );
}
