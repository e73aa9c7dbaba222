import { Fragment, type ReactNode } from 'react';
import { place } from '../../../shared/history/place.ts';
import { type TaskKind, taskKinds } from '../../../shared/tasks/task.ts';
import { Empty } from '../../parts/states.tsx';
import type { Report } from './asked.ts';
import { Behind } from './behind.tsx';
import { Figure, useOpen } from './number.tsx';
import { Picture } from './picture.tsx';
import { legendHeight, rowsHeight, stacksOf } from './pictures.ts';
import { bandTitles, numberIn } from './words.ts';

/** What is owed, by kind and by how late it is; what is late first. */
export function Tasks({ of }: { of: Report['tasks'] }): ReactNode {
  const lines = Object.entries(of).sort(([, one], [, other]) => (other.late ?? 0) - (one.late ?? 0));
  return (
    <>
      <h2>欠着的待办</h2>
      {lines.length === 0 ? (
        <Empty>没有待办。</Empty>
      ) : (
        <>
          <Drawn lines={lines} />
          <Table lines={lines} />
        </>
      )}
    </>
  );
}

type Lines = readonly (readonly [kind: string, Report['tasks'][string]])[];

const titleOf = (kind: string): string => taskKinds[kind as TaskKind] ?? kind;

function Drawn({ lines }: { lines: Lines }): ReactNode {
  const open = useOpen();
  const names = lines.map(([kind]) => titleOf(kind));
  const bands = Object.keys(bandTitles).filter((band) => lines.some(([, { bands: each }]) => each[band] !== undefined));
  const series = bands.map((band) => ({
    name: bandTitles[band] as string,
    values: lines.map(([, { bands: each }]) => (each[band] === undefined ? 0 : each[band])),
  }));
  const titles = series.map(({ name }) => name);
  const said = lines.map(
    ([kind, { count, late }]) => `${titleOf(kind)} ${numberIn(count)} 件，逾期 ${numberIn(late)} 件`,
  );
  return (
    <Picture
      of={[names, series]}
      draws={(look) => ({
        option: stacksOf(look, `欠着的待办：${said.join('；')}`, names, series, true),
        height: rowsHeight(look, 1.4 * names.length) + legendHeight(look, titles),
      })}
      onPick={
        open &&
        ((nth, index) => {
          const [band, kind] = [bands[nth] as string, lines[index]?.[0] as string];
          if (series[nth]?.values[index]) open([place('tasks', kind, 'bands', band)]);
        })
      }
    />
  );
}

function Table({ lines }: { lines: Lines }): ReactNode {
  return (
    <Behind title="欠着的待办" headings={['要办什么', '几件', '其中逾期', '逾期多久']}>
      {lines.map(([kind, { count, late, bands }]) => (
        <tr key={kind} className={late === 0 ? undefined : 'late'}>
          <th scope="row">{titleOf(kind)}</th>
          <td data-label="几件">
            <Figure value={count} of={[place('tasks', kind, 'count')]} />
          </td>
          <td data-label="其中逾期">
            {late !== 0 && '逾期 '}
            <Figure value={late} of={[place('tasks', kind, 'late')]} />
          </td>
          <td data-label="逾期多久">
            {Object.entries(bands).map(([band, each], index) => (
              <Fragment key={band}>
                {index > 0 && '，'}
                {bandTitles[band] ?? band} <Figure value={each} of={[place('tasks', kind, 'bands', band)]} />
              </Fragment>
            ))}
          </td>
        </tr>
      ))}
    </Behind>
  );
}
