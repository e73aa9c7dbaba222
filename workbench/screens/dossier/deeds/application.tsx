import { type ReactNode, useState } from 'react';
import type { BodyOf } from '../../../../shared/contract/types.ts';
import { keepingReasons } from '../../../../shared/dossier/disposal-state.ts';
import { DeedForm, SelectField, TextArea, TextField } from '../../../parts/deed-form.tsx';
import { PaperField } from '../../../parts/papers.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { chosen, said, ticked } from '../../../parts/said.ts';
import { useSession } from '../../../session.ts';
import { type DeedProps, noNumbers } from './props.ts';

export function Withdraw({ of: { id }, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  return (
    <DeedForm
      title="撤回申请"
      button="撤回申请"
      send={(fields, key) => client.call('withdraw', { params: { id }, key, body: { reason: said(fields, 'reason') } })}
      onDone={() => onDone('已经撤回。')}
    >
      <p>撤回以后，这一份申请就此终结，不能恢复；还要帮扶的，另行申请。</p>
      <TextArea name="reason" label="撤回的理由" hint={noNumbers} />
    </DeedForm>
  );
}

export function Clear({ of: { id, matter, form }, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const send = (fields: FormData, key: string) => {
    const body = { form: matter.draft ?? form?.number ?? 0, opinion: said(fields, 'opinion') };
    return client.call('clear', { params: { id }, key, body });
  };
  return (
    <DeedForm
      title="看过放行"
      button="放行这一份"
      send={send}
      onDone={() => onDone('已经放行，建档人可以提交这一份。')}
    >
      <p>看过这一份档案表和证件，当天查重问得太多也可以提交。档案表再改，放行就不再算数。</p>
      <TextArea name="opinion" label="意见" hint={`看了哪些证件；${noNumbers}`} />
    </DeedForm>
  );
}

export function Exempt({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const exemptible = of.assessment?.exemptible ?? [];
  const send = (fields: FormData, key: string) => {
    const evidence = ticked(fields, 'evidence');
    if (evidence.length === 0) throw new Error('举证的附件至少选一份');
    const body = { exclusion: chosen<string>(fields, 'exclusion'), reason: said(fields, 'reason'), evidence };
    return client.call('exempt', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm
      title="豁免排除情形"
      button="裁定豁免"
      send={send}
      onDone={() => onDone('已经裁定豁免，由建档人再次提交。')}
    >
      <SelectField
        name="exclusion"
        label="豁免哪一种情形"
        of={exemptible.map(({ exclusion, title }) => [exclusion, title] as const)}
        defaultValue={exemptible.length === 1 ? (exemptible[0]?.exclusion ?? '') : ''}
      />
      <TextArea name="reason" label="豁免的理由" hint={noNumbers} />
      <PaperField of={of} name="evidence" label="举证的附件" many />
    </DeedForm>
  );
}

type Opened = { form: number; people: readonly { name: string; idNumber: string | null; birthDate: string | null }[] };

/** Shown once, on this screen; asked again it is another opening. */
export function OpenNumbers({ of: { id } }: DeedProps): ReactNode {
  const { client } = useSession();
  const [opened, setOpened] = useState<Opened | undefined>();
  const send = async (fields: FormData) =>
    (await client.call('openNumbers', { params: { id }, body: { reason: said(fields, 'reason') } })).body;
  return (
    <>
      <DeedForm title="打开身份证号" button="打开" send={send} onDone={setOpened}>
        <p>打开的是全户的。谁、何时、为什么打开，都记下来，本人也看得到。离开这一页就不再显示。</p>
        <TextField name="reason" label="为什么要看全号码" hint="如：入户核对户口本" maxLength={100} />
      </DeedForm>
      {opened && opened.people.length === 0 && <p>还没有填人。</p>}
      {opened && (
        <Rows
          of={opened.people.map(
            ({ name, idNumber, birthDate }) => [name, idNumber ?? birthDate ?? '没有号码'] as const,
          )}
        />
      )}
    </>
  );
}

export function ResendApproval({ of: { id }, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  return (
    <DeedForm
      title="补发审批邮件"
      isAside
      button="给审批人再发一次"
      send={(_, key) => client.call('resendApproval', { params: { id }, key, body: {} })}
      onDone={() => onDone('已经再发一次，以前的链接和验证码不再能用。')}
    >
      <p>审批人没有收到邮件、链接锁住了的，再发一封新的。</p>
    </DeedForm>
  );
}

export function Resume({ of: { id }, onDone }: { of: { id: string }; onDone: DeedProps['onDone'] }): ReactNode {
  const { client } = useSession();
  return (
    <DeedForm
      title="恢复流程"
      button="排除了，恢复流程"
      send={(_, key) => client.call('resume', { params: { id }, key, body: {} })}
      onDone={() => onDone('已经恢复，系统接着办停下的那一步。')}
    >
      <p>先排除停滞的原因，再恢复；没有排除的，还会停在同一步。</p>
    </DeedForm>
  );
}

export function KeepLonger({ of: { id }, onDone }: DeedProps): ReactNode {
  const { client, today } = useSession();
  const send = (fields: FormData, key: string) => {
    const body = {
      until: said(fields, 'until'),
      because: chosen<BodyOf<'keepLonger'>['because']>(fields, 'because'),
      reason: said(fields, 'reason'),
    };
    return client.call('keepLonger', { params: { id }, key, body });
  };
  return (
    <DeedForm title="延长保管" button="延长保管" send={send} onDone={() => onDone('已经延长保管，到期以前不处置。')}>
      <TextField name="until" label="保管到哪一天" type="date" min={today()} hint="至多三十年" />
      <SelectField name="because" label="为什么延长保管" of={Object.entries(keepingReasons)} />
      <TextArea name="reason" label="理由" hint={noNumbers} />
    </DeedForm>
  );
}
