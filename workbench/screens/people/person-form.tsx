import { type ReactNode, useState } from 'react';
import { Refused } from '../../../shared/contract/client.ts';
import { roleTitles } from '../../../shared/directory/titles.ts';
import { contains } from '../../../shared/organisation/org-path.ts';
import { Choice, Choices, DeedForm, SelectField, TextField } from '../../parts/deed-form.tsx';
import { type Person, usePeople } from '../../parts/directory.ts';
import { UnionPicker } from '../../parts/union-picker.tsx';
import { useSession } from '../../session.ts';
import { type Difference, differences, type Filled } from './differences.ts';

const roles = Object.entries(roleTitles) as [Person['roles'][number], string][];

/** Registers somebody, or changes what is registered of them; what was typed stays when somebody else was faster. */
export function PersonForm({
  of,
  onClose,
  onAnother,
}: {
  of: Person | 'new';
  onClose: () => void;
  /** Somebody new was registered, and there are more. */
  onAnother: () => void;
}): ReactNode {
  const { client, me } = useSession();
  const before = of === 'new' ? undefined : of;
  const [org, setOrg] = useState(before?.orgPath ?? '');
  const [seen, setSeen] = useState(before?.revision);
  const [changed, setChanged] = useState<{ revision: number; differs: Difference[] } | undefined>();
  const [added, setAdded] = useState<string | undefined>();
  const people = usePeople(me.orgPath);
  const send = async (fields: FormData) => {
    const text = (name: string) => String(fields.get(name) ?? '').trim();
    const id = before?.id ?? text('id');
    const body = filledIn(fields, org);
    if (body.orgPath === '') throw new Error('请选这个人在哪个工会。');
    if (body.roles.length === 0) throw new Error('请勾选职责，至少一项。');
    try {
      await client.call('putPerson', {
        params: { id },
        body: { ...body, ...(seen === undefined ? {} : { revision: seen }) },
      });
      if (!before) return setAdded(body.name);
      setSeen((await registered(id))?.revision);
      setChanged(undefined);
    } catch (error) {
      if (error instanceof Refused && error.problem.code === 1302) {
        const now = await registered(id);
        if (now) setChanged({ revision: now.revision, differs: differences(asFilled(now), body) });
      }
      throw error;
    }
  };
  const registered = async (id: string) => {
    const { data } = await people.refetch();
    return data?.find((each) => each.id === id);
  };
  const others = (people.data ?? []).filter(
    (each) => each.active && each.id !== before?.id && (org === '' || contains(each.orgPath, org)),
  );
  if (added !== undefined) return <Added name={added} back="回到名单" onClose={onClose} onAnother={onAnother} />;
  return (
    <>
      <button type="button" onClick={onClose}>
        回到名单
      </button>
      <DeedForm title={before ? `${before.name}的登记` : '登记一位工会人员'} button="登记" send={send}>
        {!before && (
          <TextField
            name="id"
            label="编号"
            hint="要登录的，写登录服务给的标识；不登录、只从邮件审批的，自己定一个，如 approver-530102。登记以后不能改"
            maxLength={128}
          />
        )}
        <TextField name="name" label="姓名" defaultValue={before?.name ?? ''} maxLength={50} />
        <TextField name="post" label="职务" defaultValue={before?.post ?? ''} maxLength={100} />
        <TextField
          name="telephone"
          label="电话"
          type="tel"
          hint="写手机号的，紧急的事收得到短信；座机写区号，分机写“转”"
          required={false}
          defaultValue={before?.telephone ?? ''}
        />
        <TextField
          name="email"
          label="邮箱"
          type="email"
          hint="审批人必填：送审和验证码发到那里"
          required={false}
          defaultValue={before?.email ?? ''}
        />
        <UnionPicker label="在哪个工会" value={org} onPick={setOrg} />
        <Choices name="roles" label="职责（可以几项）" of={roles} defaultValue={before?.roles ?? []} />
        <Choice
          name="active"
          label="在任"
          of={[
            ['yes', '在任'],
            ['no', '离任：他的链接停用，等着他办的当即转请别人'],
          ]}
          defaultValue={before?.active === false ? 'no' : 'yes'}
        />
        <details open={before?.standIn != null}>
          <summary>不在时由谁代办；离任的，由谁接手</summary>
          <SelectField
            name="standInBy"
            label="由谁"
            hint="在任，在同一级或上级工会，有同样的职责；不写的，送审请同级或上级的审批人"
            none="不写"
            of={others.map(({ id, name, union, post }) => [id, `${name}（${union}，${post}）`])}
            defaultValue={before?.standIn?.by ?? ''}
            key={others.length}
          />
          <TextField
            name="standInFrom"
            label="第一天"
            type="date"
            required={false}
            defaultValue={before?.standIn?.from ?? ''}
          />
          <TextField
            name="standInTo"
            label="末日"
            type="date"
            required={false}
            defaultValue={before?.standIn?.to ?? ''}
          />
        </details>
        {changed && <Changed {...changed} onSeen={() => setSeen(changed.revision)} seen={seen === changed.revision} />}
      </DeedForm>
    </>
  );
}

/** Somebody, or a union, is registered; what was filled in is not filled in again for the next one. */
export function Added({
  name,
  back,
  onClose,
  onAnother,
}: {
  name: string;
  back: string;
  onClose: () => void;
  onAnother: () => void;
}): ReactNode {
  return (
    <div className="done" role="status">
      <p>登记了{name}。</p>
      <button type="button" onClick={onAnother}>
        再登记一个
      </button>
      <button type="button" onClick={onClose}>
        {back}
      </button>
    </div>
  );
}

/** Another administrator was faster: both are shown, and whoever has seen that decides. */
function Changed({
  differs,
  seen,
  onSeen,
}: {
  differs: readonly Difference[];
  seen: boolean;
  onSeen: () => void;
}): ReactNode {
  return (
    <div className="card" role="status">
      <h4>填的时候，别人改过这一位</h4>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">哪一项</th>
            <th scope="col">现在登记的</th>
            <th scope="col">您填的</th>
          </tr>
        </thead>
        <tbody>
          {differs.map(({ title, registered, filled }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td data-label="现在登记的">{registered}</td>
              <td data-label="您填的">{filled}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="choice">
        <input type="checkbox" checked={seen} onChange={onSeen} disabled={seen} />
        看过了：照上面填着的登记（要留别人改的，先把它填上）
      </label>
    </div>
  );
}

const orNull = (text: string): string | null => (text === '' ? null : text);

function filledIn(fields: FormData, orgPath: string): Filled {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const by = text('standInBy');
  if (by !== '' && (text('standInFrom') === '' || text('standInTo') === ''))
    throw new Error('写了由谁代办的，请写第一天和末日。');
  return {
    ...{ name: text('name'), post: text('post'), telephone: orNull(text('telephone')), email: orNull(text('email')) },
    ...{ orgPath, roles: fields.getAll('roles') as Filled['roles'], active: text('active') === 'yes' },
    standIn: by === '' ? null : { by, from: text('standInFrom'), to: text('standInTo') },
  };
}

function asFilled({ name, post, telephone, email, orgPath, roles: has, active, standIn }: Person): Filled {
  const by = standIn && { by: standIn.by, from: standIn.from, to: standIn.to };
  return { name, post, telephone, email, orgPath, roles: has, active, standIn: by };
}
