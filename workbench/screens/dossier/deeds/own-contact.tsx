import type { ReactNode } from 'react';
import type { BodyOf } from '../../../../shared/contract/types.ts';
import { revocationTitles } from '../../../../shared/dossier/own-contact-state.ts';
import { dateInWords } from '../../../../shared/pages/dates.ts';
import { Choice, DeedForm, TextField } from '../../../parts/deed-form.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { chosen, said } from '../../../parts/said.ts';
import { useSession } from '../../../session.ts';
import type { DeedProps } from './props.ts';

/** What was verified before, and whether it still opens anything. */
function Known({ of: { ownContact } }: Pick<DeedProps, 'of'>): ReactNode {
  if (ownContact === null) return null;
  const { contact, on, byName, lapsed } = ownContact;
  return (
    <Rows
      of={[
        ['现在登记的', `${contact}，${byName}于${dateInWords(on)}核验`],
        ['还打得开吗', lapsed === null ? '打得开' : `打不开：${lapsed}`],
      ]}
    />
  );
}

/** 核验联系方式: whoever has seen the worker and their ID card says that this mailbox or telephone is theirs. */
export function VerifyContact({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const send = (fields: FormData, key: string) => {
    const body = {
      by: chosen<BodyOf<'verifyContact'>['by']>(fields, 'by'),
      address: said(fields, 'address'),
      idSeen: true as const,
    };
    return client.call('verifyContact', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm
      title="核验联系方式"
      button="登记"
      send={send}
      onDone={({ body }) => onDone(`已经登记 ${body.contact}，本人凭发到那里的验证码看自己的档案。`)}
    >
      <p>本人在场，看过身份证，本人说这个邮箱或手机是自己的，再登记。请他在申请页填它要验证码，就看得到自己的档案。</p>
      <Known of={of} />
      <Choice
        name="by"
        label="验证码发到哪里"
        of={[
          ['mail', '邮箱'],
          ['message', '手机（须是档案上的号码）'],
        ]}
      />
      <TextField name="address" label="邮箱，或者 11 位手机号" />
      <label className="choice">
        <input type="checkbox" name="idSeen" required />
        本人在场，身份证看过
      </label>
    </DeedForm>
  );
}

/** 停用联系方式: from then on it opens nothing. */
export function RevokeContact({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const send = (fields: FormData, key: string) => {
    const body = { because: chosen<BodyOf<'revokeContact'>['because']>(fields, 'because') };
    return client.call('revokeContact', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm
      title="停用联系方式"
      button="停用"
      send={send}
      onDone={() => onDone('已经停用，本人要看的当面查询，或者重新核验。')}
    >
      <Known of={of} />
      <Choice
        name="because"
        label="为什么停用"
        of={Object.entries(revocationTitles) as [BodyOf<'revokeContact'>['because'], string][]}
      />
    </DeedForm>
  );
}
