import type { ReactNode } from 'react';
import type { Figures } from '../../../shared/contract/ask-figures.ts';
import { linkTo, paths } from '../../route.ts';
import { type Asked, filtersOf } from './asked.ts';
import { Figure } from './number.tsx';

/** The same of each area below. */
export function Parts({ parts, asked }: { parts: Figures['parts']; asked: Asked }): ReactNode {
  if (parts.length === 0) return null;
  return (
    <>
      <h2>其中各处</h2>
      <table className="list">
        <caption className="soft">什么也没有的不列</caption>
        <thead>
          <tr>
            {['工会', '在册户数', '在册人数', '建档', '帮扶次数', '帮扶金额'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map(({ orgPath, union, report: { onFile, people, happened, aid } }) => (
            <tr key={orgPath}>
              <th scope="row">
                {isPlace(orgPath) ? (
                  <a href={linkTo(paths.figuresBy(filtersOf({ ...asked, org: orgPath })))}>{union}</a>
                ) : (
                  union
                )}
              </th>
              <td data-label="在册户数">
                <Opened value={onFile} of="onFile" org={orgPath} />
              </td>
              <td data-label="在册人数">
                <Opened value={people} of="people" org={orgPath} />
              </td>
              <td data-label="建档">
                <Opened
                  value={happened.registered === undefined ? 0 : happened.registered}
                  of="happened/registered"
                  org={orgPath}
                />
              </td>
              <td data-label="帮扶次数">
                <Opened value={aid.times} of="aid" org={orgPath} />
              </td>
              <td data-label="帮扶金额">
                <Opened value={aid.fen} of="aid" org={orgPath} isMoney />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What is directly a county's or a city's has no path of its own. */
const isPlace = (orgPath: string): boolean => !orgPath.endsWith('/-');

function Opened({
  value,
  of,
  org,
  isMoney = false,
}: {
  value: number | null;
  of: string;
  org: string;
  isMoney?: boolean;
}): ReactNode {
  return <Figure value={value} of={isPlace(org) ? [of] : []} org={org} isMoney={isMoney} />;
}
