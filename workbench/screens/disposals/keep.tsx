import type { ReactNode } from 'react';
import type { BodyOf } from '../../../shared/contract/types.ts';
import { keepingReasons } from '../../../shared/dossier/disposal-state.ts';
import { DeedForm, SelectField, TextArea, TextField } from '../../parts/deed-form.tsx';
import { useSession } from '../../session.ts';
import type { Disposal } from './disposals.tsx';

/** 延长保管 of one dossier: what was listed or confirmed of it is dropped, until that day. */
export function KeepForm({ of, onClose }: { of: Disposal; onClose: () => void }): ReactNode {
  const { client, today } = useSession();
  const send = (fields: FormData, key: string) =>
    client.call('keepLonger', {
      params: { id: of.dossier },
      key,
      body: {
        until: String(fields.get('until')),
        because: String(fields.get('because')) as BodyOf<'keepLonger'>['because'],
        reason: String(fields.get('reason')),
      },
    });
  return (
    <DeedForm title={`延长保管：${of.maskedName}，${of.dossierNumber ?? '没有建过档'}`} button="延长保管" send={send}>
      <TextField name="until" label="保管到哪一天" type="date" hint="晚于今天，至多三十年" min={today()} />
      <SelectField name="because" label="为什么延长" of={Object.entries(keepingReasons)} />
      <TextArea name="reason" label="怎么回事" hint="记入档案；请勿写身份证号" />
      <button type="button" onClick={onClose}>
        不延长了
      </button>
    </DeedForm>
  );
}
