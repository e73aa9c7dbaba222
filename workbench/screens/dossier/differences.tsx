import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Detail } from './detail.ts';
import { inWords } from './words.ts';

/** 变更前后: what a form changes of the one before it, box by box. Asked for, because each look is recorded. */
export function Differences({ of: { id }, form }: { of: Detail; form: number }): ReactNode {
  const { client } = useSession();
  const [asked, setAsked] = useState(form > 1 ? 0 : -1);
  const changes = useQuery({
    queryKey: ['changes', id, asked],
    enabled: asked > 0,
    queryFn: async () => (await client.call('getFormChanges', { params: { id, form: String(asked) } })).body,
  });
  if (form < 2) return null;
  const numbers = Array.from({ length: form - 1 }, (_, index) => form - index);
  return (
    <>
      <h3>变更前后</h3>
      <label className="field">
        看哪一份改了什么
        <select value={asked} onChange={({ target }) => setAsked(Number(target.value))}>
          <option value={0}>请选择</option>
          {numbers.map((number) => (
            <option key={number} value={number}>
              第 {number} 份
            </option>
          ))}
        </select>
      </label>
      {asked > 0 && changes.isPending && <Waiting />}
      {changes.isError && <ErrorText error={changes.error} again={() => void changes.refetch()} />}
      {changes.data && changes.data.changes.length === 0 && <Empty>与前一份一样。</Empty>}
      {changes.data && changes.data.changes.length > 0 && (
        <table className="list">
          <caption className="soft">
            {changes.data.byName}，{momentInWords(changes.data.at)}保存
          </caption>
          <thead>
            <tr>
              <th scope="col">栏目</th>
              <th scope="col">原来的</th>
              <th scope="col">现在的</th>
            </tr>
          </thead>
          <tbody>
            {changes.data.changes.map(({ pointer, title, decides, before, after }) => (
              <tr key={pointer}>
                <th scope="row">
                  {title}
                  {decides && <small>影响认定</small>}
                </th>
                <td data-label="原来的" className="deeds-before">
                  {shown(pointer, before)}
                </td>
                <td data-label="现在的">{shown(pointer, after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** A member who came or left is told by the name and the relation alone. */
function shown(pointer: string, value: unknown): string {
  if (value === null) return '没有填';
  if (typeof value === 'object' && !Array.isArray(value)) {
    const { relation = '', name = '', type = '' } = value as Record<string, string>;
    return [type, relation, name].filter(Boolean).join(' ');
  }
  return inWords(pointer.split('/').at(-1) ?? '', value);
}
