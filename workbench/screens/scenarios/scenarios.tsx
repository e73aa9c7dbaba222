import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { ScenarioForm } from './scenario-form.tsx';
import { progressInWords } from './words.ts';

/** 情景测算: those of one's own area and of the unions above it, and a new one. */
export function ScenariosScreen(): ReactNode {
  const { client, me } = useSession();
  const scenarios = useQuery({
    queryKey: ['scenarios'],
    queryFn: async () => (await client.call('listScenarios', { query: { org: me.orgPath } })).body.scenarios,
  });
  return (
    <>
      <h1>情景测算</h1>
      <p>
        低保标准换一个数、标准的条文换一句，在册的和边缘名单上的各户会怎样变、一年要多少钱。只是算：档案、待办、标准一样也不动。夜里算，算到哪里看得到。
      </p>
      {scenarios.isPending && <Waiting />}
      {scenarios.isError && <ErrorText error={scenarios.error} again={() => void scenarios.refetch()} />}
      {scenarios.data?.length === 0 && <Empty>这里还没有测算过。</Empty>}
      {scenarios.data && scenarios.data.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">叫什么</th>
              <th scope="col">哪里的</th>
              <th scope="col">按哪一天的规矩</th>
              <th scope="col">算到哪里</th>
              <th scope="col">由谁建的</th>
            </tr>
          </thead>
          <tbody>
            {scenarios.data.map(({ scenario, name, union, on, byName, at, ...of }) => (
              <tr key={scenario}>
                <th scope="row">
                  <a href={linkTo(paths.scenario(scenario))}>{name}</a>
                </th>
                <td data-label="哪里的">{union}</td>
                <td data-label="按哪一天的规矩">{dateInWords(on)}</td>
                <td data-label="算到哪里">{progressInWords(of)}</td>
                <td data-label="由谁建的">
                  {byName}，{momentInWords(at)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {me.may.includes('openScenario') && <ScenarioForm />}
    </>
  );
}
