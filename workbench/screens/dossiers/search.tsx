import { type FormEvent, type ReactNode, useState } from 'react';
import type { BodyOf } from '../../../shared/contract/types.ts';
import { type Area, AreaPicker } from '../../parts/area.tsx';
import { More, usePages } from '../../parts/pages.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { paths, useRoute } from '../../route.ts';
import { useSession } from '../../session.ts';
import { type Chosen, chooseToPrint } from '../printing/chosen.ts';
import { Picked } from './picked.tsx';
import { Found } from './rows.tsx';
import { isNarrow, type Sought, type Wanted, wantedBy } from './wanted.ts';

const titles: Readonly<Record<Sought, string>> = {
  idNumber: '身份证号',
  dossierNumber: '职工编号',
  mobile: '手机号',
  surname: '姓',
  name: '姓名',
};

/** What is looked for goes in the request's body and stands in no address. */
export function Search({ onSearch }: { onSearch: (wanted: Wanted) => void }): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text')).trim();
    if (text !== '') onSearch(wantedBy(text));
  };
  return (
    <search>
      <form className="search" onSubmit={submit}>
        <label className="field">
          查找
          <small>身份证号、姓名、职工编号、手机号，或者只写一个姓</small>
          <input name="text" type="text" autoComplete="off" maxLength={40} />
        </label>
        <button type="submit">查找</button>
      </form>
    </search>
  );
}

/** What was found, each with a box to pick it by; those that were picked of an earlier search stay picked. */
export function SearchResults({
  wanted,
  picked,
  onPick,
  onClose,
}: {
  wanted: Wanted;
  picked: ReadonlyMap<string, Chosen>;
  onPick: (picked: ReadonlyMap<string, Chosen>) => void;
  onClose: () => void;
}): ReactNode {
  const { client, me } = useSession();
  const [, go] = useRoute();
  const { by, text } = wanted;
  const [area, setArea] = useState<Area>({
    org: isNarrow(wanted) ? (me.counties[0]?.orgPath ?? me.orgPath) : me.orgPath,
    own: false,
  });
  const pages = usePages(['found', wanted, area], async (cursor) => {
    const body = { [by]: text, ...area, ...(cursor === undefined ? {} : { cursor }) } as BodyOf<'searchDossiers'>;
    return (await client.call('searchDossiers', { body })).body;
  });
  const rows = pages.data?.pages.flatMap(({ dossiers }) => dossiers) ?? [];
  const pick = (some: readonly Chosen[], on: boolean) => {
    const next = new Map(picked);
    for (const row of some) {
      if (on) next.set(row.id, row);
      else next.delete(row.id);
    }
    onPick(next);
  };
  // What is on any list is written down where it shows somebody.
  const isRecorded = (by !== 'surname' && by !== 'dossierNumber') || rows.length > 0;
  const narrow = pages.data?.pages.some((each) => each.narrow) === true;
  return (
    <section aria-label="查找的结果">
      <p>
        {by === 'idNumber' || by === 'mobile' ? titles[by] : `${titles[by]}“${text}”`}
        查到的，只含您有权查看的。{isRecorded && '这次查找已经记录。'}
        <button type="button" onClick={onClose}>
          回到列表
        </button>
      </p>
      <AreaPicker {...area} offers={isNarrow(wanted) ? ['own'] : ['whole', 'own']} onPick={setArea} />
      {pages.isPending && <Waiting words="正在查找……" />}
      {pages.isError && <ErrorText error={pages.error} />}
      {narrow && (
        <Empty>{by === 'dossierNumber' ? '同号' : '同名'}的太多，请在上面选一个县或者本级，或按身份证号查找。</Empty>
      )}
      {pages.data && rows.length === 0 && !narrow && !pages.hasNextPage && <Empty>没有查到。</Empty>}
      {picked.size > 0 && (
        <Picked
          count={picked.size}
          words={[...picked.keys()].every((id) => rows.some((row) => row.id === id)) ? '' : '，连同先前查到的'}
          onNone={() => onPick(new Map())}
          onPrint={() => {
            chooseToPrint([...picked.values()]);
            go(paths.printing);
          }}
        />
      )}
      {rows.length > 0 && <Found rows={rows} picked={picked} onPick={me.may.includes('print') ? pick : undefined} />}
      <More {...pages} />
    </section>
  );
}
