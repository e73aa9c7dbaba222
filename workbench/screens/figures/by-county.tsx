import { type ReactNode, useState } from 'react';
import { ErrorText } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import { type Figures, type Sums, sumsOf } from './sums.ts';

interface County {
  orgPath: string;
  name: string;
}

/** All counties, one after the other, because somebody asks for it: each costs some reads. */
export function ByCounty({ counties }: { counties: readonly County[] }): ReactNode {
  const { client } = useSession();
  const [read, setRead] = useState<readonly (County & { unions: Figures['unions']; sums: Sums })[]>([]);
  const [state, setState] = useState<'not yet' | 'reading' | 'read' | { error: unknown }>('not yet');
  const begin = async () => {
    setState('reading');
    const all: (typeof read)[number][] = [];
    try {
      for (const { orgPath, name } of counties) {
        const { unions } = (await client.call('getWorkload', { query: { org: orgPath } })).body;
        if (unions.length > 0) all.push({ orgPath, name, unions, sums: sumsOf(unions) });
        setRead([...all]);
        setDone((before) => before + 1);
      }
      setState('read');
    } catch (error) {
      setState({ error });
    }
  };
  const [done, setDone] = useState(0);
  const whole = sumsOf(read.flatMap(({ unions }) => unions));
  return (
    <>
      <h2>所辖的各县</h2>
      <button
        type="button"
        disabled={state === 'reading'}
        onClick={() => {
          setDone(0);
          void begin();
        }}
      >
        {state === 'reading' ? `正在读第 ${done + 1} 个，共 ${counties.length} 个……` : `逐个读 ${counties.length} 个县`}
      </button>
      {typeof state === 'object' && <ErrorText error={state.error} />}
      {read.length > 0 && (
        <table className="list">
          <caption className="soft">没有档案、没有待办的县不列</caption>
          <thead>
            <tr>
              <th scope="col">县</th>
              <th scope="col">档案</th>
              <th scope="col">在册</th>
              <th scope="col">待办</th>
              <th scope="col">逾期</th>
            </tr>
          </thead>
          <tbody>
            {[...read, { orgPath: '', name: state === 'read' ? '合计' : '读到的合计', sums: whole }].map(
              ({ orgPath, name, sums }) => (
                <tr key={orgPath} className={sums.overdue > 0 ? 'late' : undefined}>
                  <th scope="row">{name}</th>
                  <td data-label="档案">{sums.dossiers}</td>
                  <td data-label="在册">{sums.statuses.find(({ status }) => status === 'registered')?.count ?? 0}</td>
                  <td data-label="待办">{sums.owed}</td>
                  <td data-label="逾期">{sums.overdue > 0 ? `逾期 ${sums.overdue}` : '0'}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      )}
    </>
  );
}
