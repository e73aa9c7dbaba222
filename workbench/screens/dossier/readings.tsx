import type { ReactNode } from 'react';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { More, usePages } from '../../parts/pages.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Detail } from './detail.ts';

/** 阅看记录: who has read the household, when, and why where they said so; for those who may see over whom. */
export function ReadingsTab({ of: { id } }: { of: Detail }): ReactNode {
  const { client, me } = useSession();
  const may = me.may.includes('readReadings');
  const pages = usePages(
    ['readings', id],
    async (cursor) => {
      const query = cursor === undefined ? {} : { cursor };
      return (await client.call('getReadings', { params: { id }, query })).body;
    },
    may,
  );
  if (!may) return <Empty>阅看记录由审核人、抽查人看，不在您的职责之内。</Empty>;
  if (pages.isPending) return <Waiting />;
  if (pages.isError) return <ErrorText error={pages.error} again={() => void pages.refetch()} />;
  const readings = pages.data.pages.flatMap((page) => page.readings);
  if (readings.length === 0) return <Empty>还没有人看过。</Empty>;
  return (
    <>
      <p className="soft">同一个人一刻钟之内再看同样的，不另记。</p>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">何时</th>
            <th scope="col">谁</th>
            <th scope="col">看了什么</th>
            <th scope="col">为什么</th>
          </tr>
        </thead>
        <tbody>
          {readings.map(({ at, byName, kindTitle, what, reason }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: readings have no number, and never change places.
            <tr key={index}>
              <th scope="row">{momentInWords(at)}</th>
              <td data-label="谁">{byName}</td>
              <td data-label="看了什么">{kindTitle}</td>
              <td data-label="为什么">{reason ?? (what === 'ruling' ? '裁定疑似重复' : '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More {...pages} />
    </>
  );
}
