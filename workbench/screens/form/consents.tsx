import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import {
  ageOf,
  consentPaper,
  consentWays,
  consentWaysKept,
  guardedBelow,
  type Placed,
  peopleOf,
} from '../../../shared/consent/consent.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { ErrorText, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Detail } from '../dossier/detail.ts';
import { useForm, useOfForm } from './context.ts';
import type { Agreed } from './store.ts';

/** 告知同意 (record 0080): the text that was read out, and everybody's word; whose word still counts is not asked again. */
export function Consents({ of }: { of: Detail }): ReactNode {
  const form = useOfForm((store) => store.form);
  const papers = of.attachments.filter(({ kind, state, id }) => kind === consentPaper && state === 'accepted' && id);
  return (
    <section aria-labelledby="consents-title">
      <h2 id="consents-title">告知同意</h2>
      <p>先把告知书念给各人听，再一人一人记下怎样同意的。不满 {guardedBelow} 周岁的由监护人同意。</p>
      <Disclosure />
      {peopleOf(form).map((placed) => (
        <Person
          key={placed.pointer}
          placed={placed}
          before={of.consents.find(({ person }) => person === placed.pointer)?.consent ?? null}
          papers={papers}
        />
      ))}
    </section>
  );
}

function Disclosure(): ReactNode {
  const { client } = useSession();
  const read = useQuery({
    queryKey: ['disclosure'],
    queryFn: async () => (await client.call('getDisclosure')).body,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (read.isPending) return <Waiting words="正在读取告知书……" />;
  if (read.isError) return <ErrorText error={read.error} again={() => void read.refetch()} />;
  return (
    <details>
      <summary>告知书（{read.data.version} 版），点开念给各人听</summary>
      {read.data.sections.map(({ title, text }) => (
        <div key={title}>
          <h3>{title}</h3>
          <p>{text}</p>
        </div>
      ))}
    </details>
  );
}

function Person({
  placed: { pointer, label, person },
  before,
  papers,
}: {
  placed: Placed;
  before: Detail['consents'][number]['consent'];
  papers: Detail['attachments'];
}): ReactNode {
  const store = useForm();
  const { today } = useSession();
  const id = useId();
  const agreed = useOfForm(({ beside }) => beside.consents.find((each) => each.person === pointer));
  const put = (change: Partial<Agreed>) => {
    const rest = store.beside.consents.filter((each) => each.person !== pointer);
    store.setBeside({ consents: [...rest, { person: pointer, on: today(), ...agreed, ...change }] });
  };
  const age = ageOf(person, today());
  const isChild = age !== undefined && age < guardedBelow;
  const guardian = agreed?.guardian;
  const title = `${label}${person.name ? `：${person.name}` : ''}${age === undefined ? '' : `，${age} 周岁`}`;
  if (before !== null && agreed === undefined)
    return (
      <div className="card">
        <h3>{title}</h3>
        <p>
          {dateInWords(before.on)}已同意（{before.disclosure} 版，{consentWaysKept[before.way]}
          {before.guardian && `，由${before.guardian.relation}${before.guardian.name}`}），不用再问。
        </p>
        <button type="button" onClick={() => put({})}>
          重新记一次
        </button>
      </div>
    );
  return (
    <fieldset className="card">
      <legend>{title}</legend>
      {(Object.keys(consentWays) as (keyof typeof consentWays)[]).map((way) => (
        <label key={way} className="choice">
          <input
            type="radio"
            name={id}
            checked={agreed?.way === way}
            onChange={() => store.setBeside({ consents: withWay(store.beside.consents, pointer, way, today()) })}
          />
          {consentWays[way]}
        </label>
      ))}
      {agreed?.way === 'signed' && (
        <label className="field">
          签了字的那一份
          <select value={agreed.paper ?? ''} onChange={({ target }) => put({ paper: target.value })}>
            <option value="">
              {papers.length === 0 ? '还没有：请先上传“告知同意书”，检查通过再选' : '（选一份）'}
            </option>
            {papers.map((paper) => (
              <option key={paper.id} value={paper.id ?? ''}>
                {paper.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {agreed && (
        <label className="field">
          哪一天同意的
          <input
            type="date"
            value={agreed.on ?? ''}
            max={today()}
            onChange={({ target }) => put({ on: target.value })}
          />
        </label>
      )}
      {agreed && !isChild && (
        <label className="choice">
          <input
            type="checkbox"
            checked={guardian !== undefined}
            onChange={({ target }) =>
              store.setBeside({ consents: withGuardian(store.beside.consents, pointer, target.checked) })
            }
          />
          本人确实不能表达，由监护人同意
        </label>
      )}
      {agreed && (isChild || guardian !== undefined) && (
        <div className="form-boxes">
          {(isChild ? guardianBoxes.slice(0, 2) : guardianBoxes).map(([key, words]) => (
            <label key={key} className="field">
              {words}
              <input
                type="text"
                maxLength={100}
                value={guardian?.[key] ?? ''}
                onChange={({ target }) => put({ guardian: { ...guardian, [key]: target.value } })}
              />
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

const guardianBoxes = [
  ['name', '监护人的姓名'],
  ['relation', '与这个人的关系'],
  ['because', '为什么不能自己表达'],
] as const;

type Consented = readonly Agreed[];

/** Whoever agrees in person has signed nothing. */
function withWay(all: Consented, person: string, way: string, today: string): Consented {
  const before = all.find((each) => each.person === person);
  const { paper, ...rest } = before ?? { person, on: today };
  return [...all.filter((each) => each !== before), { ...rest, way, ...(way === 'signed' && paper ? { paper } : {}) }];
}

function withGuardian(all: Consented, person: string, has: boolean): Consented {
  return all.map((each) => {
    if (each.person !== person) return each;
    const { guardian: _, ...rest } = each;
    return has ? { ...rest, guardian: {} } : rest;
  });
}
