import { type ReactNode, useState } from 'react';
import { Choice, DeedForm, TextField } from '../../parts/deed-form.tsx';
import { type Union, usePlaces, useUnions } from '../../parts/directory.ts';
import { Empty, Reading } from '../../parts/states.tsx';
import { soFarInWords } from '../../parts/whole.ts';
import { useSession } from '../../session.ts';
import { Added } from './person-form.tsx';
import { type Node, nextUnit, treeOf, unitsIn } from './tree.ts';
import { useChanges } from './use-changes.ts';

/** What is put: a union that there is, or a new one of a place. */
interface Edited {
  orgPath: string;
  name: string;
  union: Union | undefined;
  /** A new unit of this place: its number can still be chosen. */
  of?: Node;
}

/** 单位: the unions by place. */
export function UnionsPart(): ReactNode {
  const { me } = useSession();
  const changes = useChanges();
  const places = usePlaces();
  const unions = useUnions(me.orgPath);
  const [edited, setEdited] = useState<Edited | undefined>();
  const [text, setText] = useState('');
  if (edited) return <UnionForm of={edited} onClose={() => setEdited(undefined)} />;
  if (!places.data || !unions.data) return <Reading of={[places, unions]} words={soFarInWords(unions.soFar, '个')} />;
  const tree = treeOf(places.data, unions.data, me.orgPath);
  const onEdit = changes ? setEdited : undefined;
  const found = unions.data.filter(({ name, orgPath }) => name.includes(text) || orgPath.includes(text));
  return (
    <>
      <div className="filters">
        <label className="field">
          按名称或编号找
          <input
            type="search"
            value={text}
            autoComplete="off"
            onChange={({ target }) => setText(target.value.trim())}
          />
        </label>
      </div>
      {text !== '' && found.length === 0 && <Empty>登记着的工会里没有这样的。</Empty>}
      {text !== '' || tree.length === 0 ? (
        <Units of={found} onEdit={onEdit} />
      ) : (
        tree.map((node) => <Branch key={node.orgPath} of={node} open onEdit={onEdit} />)
      )}
      {tree.length === 0 && unions.data.length === 0 && <Empty>这里没有登记下级的工会。</Empty>}
    </>
  );
}

type OnEdit = ((edited: Edited) => void) | undefined;

function Branch({ of, open = false, onEdit }: { of: Node; open?: boolean; onEdit: OnEdit }): ReactNode {
  const count = unitsIn(of);
  return (
    <details className="branch" open={open}>
      <summary>
        {of.name}
        <span className="soft">{count === 0 ? '没有登记单位' : `${count} 个单位`}</span>
      </summary>
      <p>
        {of.called}
        {of.union?.telephone && `，电话 ${of.union.telephone}`}
        {onEdit && (
          <>
            <button type="button" onClick={() => onEdit({ orgPath: of.orgPath, name: of.called, union: of.union })}>
              {of.union ? '改' : '登记名称、电话'}
              <span className="unseen">：{of.called}</span>
            </button>
            <button
              type="button"
              onClick={() => onEdit({ orgPath: `${of.orgPath}/${nextUnit(of.units)}`, name: '', union: undefined, of })}
            >
              添一个单位<span className="unseen">：{of.name}</span>
            </button>
          </>
        )}
      </p>
      <Units of={of.units} onEdit={onEdit} />
      {of.below.map((each) => (
        <Branch key={each.orgPath} of={each} onEdit={onEdit} />
      ))}
    </details>
  );
}

function Units({ of, onEdit }: { of: readonly Union[]; onEdit: OnEdit }): ReactNode {
  if (of.length === 0) return null;
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">工会</th>
          <th scope="col">编号</th>
          <th scope="col">电话</th>
          {onEdit && <th scope="col">改动</th>}
        </tr>
      </thead>
      <tbody>
        {of.map((union) => (
          <tr key={union.orgPath}>
            <th scope="row">
              {union.name}
              {!union.active && <small>已撤销，不再建档</small>}
            </th>
            <td data-label="编号">{union.orgPath.split('/').at(-1)}</td>
            <td data-label="电话">{union.telephone ?? ''}</td>
            {onEdit && (
              <td>
                <button
                  type="button"
                  className="link"
                  onClick={() => onEdit({ orgPath: union.orgPath, name: union.name, union })}
                >
                  改<span className="unseen">{union.name}</span>
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function UnionForm({ of: { orgPath, name, union, of }, onClose }: { of: Edited; onClose: () => void }): ReactNode {
  const { client } = useSession();
  const [seen, setSeen] = useState(union?.revision);
  const [added, setAdded] = useState<string | undefined>();
  const send = async (fields: FormData) => {
    const text = (field: string) => String(fields.get(field) ?? '').trim();
    const { body } = await client.call('putUnion', {
      body: {
        orgPath: of ? `${of.orgPath}/${text('number')}` : orgPath,
        name: text('name'),
        telephone: text('telephone') === '' ? null : text('telephone'),
        address: text('address') === '' ? null : text('address'),
        active: text('active') !== 'no',
        ...(seen === undefined ? {} : { revision: seen }),
      },
    });
    if (of) setAdded(body.name);
    setSeen(body.revision);
  };
  if (added !== undefined) return <Added name={added} back="回到单位" onClose={onClose} onAnother={onClose} />;
  return (
    <>
      <button type="button" onClick={onClose}>
        回到单位
      </button>
      <DeedForm title={of ? `${of.name}，添一个单位` : `${name}的登记`} button="登记" send={send}>
        {of && (
          <TextField
            name="number"
            label="编号"
            hint="在这个地方不重复的字母、数字；登记以后不能改"
            defaultValue={orgPath.split('/').at(-1) ?? ''}
            maxLength={32}
          />
        )}
        <TextField name="name" label="全称" defaultValue={union?.name ?? name} maxLength={100} />
        <TextField name="telephone" label="电话" type="tel" required={false} defaultValue={union?.telephone ?? ''} />
        <TextField name="address" label="地址" required={false} defaultValue={union?.address ?? ''} maxLength={200} />
        <Choice
          name="active"
          label="是不是还在"
          of={[
            ['yes', '还在'],
            ['no', '已撤销：不再建档，也不再接收移交；它的档案请在“移交”里移给别的工会'],
          ]}
          defaultValue={union?.active === false ? 'no' : 'yes'}
        />
      </DeedForm>
    </>
  );
}
