import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { DeedForm, TextField } from '../../parts/deed-form.tsx';
import { bytesOf, download } from '../../parts/files.ts';
import { keysFrom } from '../../parts/key.ts';
import { useSession } from '../../session.ts';
import type { Check } from './check.tsx';
import { LeftOut } from './left-out.tsx';

type Taken = AnswerOf<'exportCheck'>;

/** 取文件: whole ID numbers leave here, and so it is said why; they are saved as a file, and shown nowhere. */
export function ExportForm({ of }: { of: Check }): ReactNode {
  const { client } = useSession();
  const [taken, setTaken] = useState<Taken | undefined>();
  const send = async (fields: FormData, key: string) => {
    const next = keysFrom(key);
    const body = { reason: String(fields.get('reason')) };
    let last: Taken;
    do {
      last = (await client.call('exportCheck', { params: { check: of.check }, body, key: next() })).body;
      setTaken({ ...last, file: null });
    } while (last.more);
    if (last.file !== null) download(last.name, bytesOf(last.file));
  };
  return (
    <DeedForm
      title={of.file ? '再取一次文件' : '取文件'}
      button="取文件"
      isAside={of.file !== null}
      send={send}
      said={taken && `文件“${taken.name}”已经存到您的电脑：${taken.households} 户，${taken.rows} 行。`}
    >
      <p>
        文件里有各人的全号码，每取一次都记入各户的查阅，本人也看得到。请只当面交给部门，交出以后从电脑里删掉。头一次取，各户就算送核对。
      </p>
      <TextField name="reason" label="为什么取" hint="如：交县公安局车管所核对" maxLength={100} />
      {taken && <LeftOut of={taken.left} />}
    </DeedForm>
  );
}

/** 回执: to whom the file went, by the digest of the one that was taken last. */
export function ReceiptForm({ of, digest }: { of: Check; digest: string }): ReactNode {
  const { client, today } = useSession();
  return (
    <DeedForm
      title="登记回执"
      button="登记回执"
      send={(fields, key) =>
        client.call('handOverCheck', {
          key,
          params: { check: of.check },
          body: {
            digest,
            on: String(fields.get('on')),
            office: String(fields.get('office')),
            number: String(fields.get('number')),
          },
        })
      }
    >
      <p>说的是最近一次取的那一份文件：交出去的是更早的，请把最近一次的交去换回来。</p>
      <TextField name="on" label="哪一天交的" type="date" defaultValue={today()} max={today()} />
      <TextField name="office" label="交给哪个部门、谁" maxLength={100} />
      <TextField name="number" label="对方的收件编号" hint="没有的写“无”" maxLength={100} />
    </DeedForm>
  );
}

/** 作废 */
export function CancelForm({ of }: { of: Check }): ReactNode {
  const { client } = useSession();
  return (
    <details>
      <summary>作废这一批</summary>
      <DeedForm
        title="作废"
        isAside
        button="作废这一批"
        send={(fields, key) => {
          const body = { reason: String(fields.get('reason')) };
          return client.call('cancelCheck', { params: { check: of.check }, key, body });
        }}
        said="已经作废。还没有答复的各户可以另送。"
      >
        <TextField name="reason" label="为什么作废" hint="如：对方退回，格式不对" maxLength={100} />
      </DeedForm>
    </details>
  );
}

/** What broke off on the way: whoever is in it still can be in no other. */
export function GoOnCancelling({ of: { check, cancelReason }, held }: { of: Check; held: number }): ReactNode {
  const { client } = useSession();
  return (
    <DeedForm
      title="作废没有办完"
      button="接着作废"
      send={(_, key) =>
        client.call('cancelCheck', { params: { check }, key, body: { reason: cancelReason ?? '接着作废' } })
      }
      said="作废完了。还没有答复的各户可以另送。"
    >
      <p>还有 {held} 户在这一批里，送不了别的一批。</p>
    </DeedForm>
  );
}
