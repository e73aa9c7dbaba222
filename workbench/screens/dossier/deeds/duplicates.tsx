import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Refused } from '../../../../shared/contract/client.ts';
import { fieldLabels } from '../../../../shared/form/fields.ts';
import { Choice, DeedForm, TextArea } from '../../../parts/deed-form.tsx';
import { KeptAbout } from '../../../parts/kept-fields.ts';
import { chosen, said } from '../../../parts/said.ts';
import { Empty, ErrorText, Waiting } from '../../../parts/states.tsx';
import { linkTo, paths } from '../../../route.ts';
import { useSession } from '../../../session.ts';
import type { Detail } from '../detail.ts';
import { personTitle } from '../person.ts';
import type { DeedProps } from './props.ts';

type Found = Detail['duplicates']['found'][number];

/** 查重裁定: those that were found, one of them beside this household, what is alike marked and why, and the ruling below. */
export function RuleDuplicate({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const open = of.duplicates.found.filter((each) => each.open);
  const [at, setAt] = useState(open[0]?.dossier ?? of.duplicates.found[0]?.dossier);
  const found = of.duplicates.found.find(({ dossier }) => dossier === at);
  if (!found) return <Empty>没有查到疑似重复。</Empty>;
  const isSame = of.duplicates.rulings.some(({ dossier, ruling }) => dossier === found.dossier && ruling === 'same');
  // Of what is on file nobody takes anything back.
  const isOnFile = (of.registration ?? of.temporary) !== null;
  const send = (fields: FormData, key: string) => {
    const body = { ruling: chosen<'same' | 'different'>(fields, 'ruling'), reason: said(fields, 'reason') };
    return client.call('ruleDuplicate', { params: { id: of.id, other: found.dossier }, key, body });
  };
  return (
    <>
      {of.duplicates.found.length > 1 && (
        <label className="field">
          查到 {of.duplicates.found.length} 条，看哪一条
          <select value={at} onChange={({ target }) => setAt(target.value)}>
            {of.duplicates.found.map(({ dossier, union, score, open: waits }) => (
              <option key={dossier} value={dossier}>
                {union}的一份，{score} 分{waits ? '' : '，已裁定'}
              </option>
            ))}
          </select>
        </label>
      )}
      <Alike key={found.dossier} of={of} found={found} />
      {isSame && !found.ended && (
        <p>
          已裁定为同一户。合并在办得靠后的那一份上办：<a href={linkTo(paths.deed(of.id, 'merge'))}>并入这一份</a>，或者
          <a href={linkTo(paths.deed(found.dossier, 'merge'))}>到另一份上，把这一份并过去</a>。
        </p>
      )}
      <KeptAbout key={`ruling ${found.dossier}`} value={`${of.id} ${found.dossier}`}>
        <DeedForm
          title="裁定疑似重复"
          button="记下裁定"
          send={send}
          onDone={({ body }) =>
            onDone(
              body.ruling === 'same'
                ? `已经裁定为同一户：${isOnFile ? '' : '建档人撤回这一份，或者'}再点“裁定疑似重复”，从那里去合并。`
                : '已经裁定为不是一户。',
            )
          }
        >
          {found.ended && <p>另一份已经终结，不再是重复：裁定为不是一户即可。</p>}
          <Choice
            name="ruling"
            label="是不是一户"
            of={[['different', '不是一户'], ...(found.ended ? [] : [['same', '是同一户'] as const])]}
          />
          <p className="soft">还拿不准的，暂缓：不用记，核实以后再来裁定。</p>
          <TextArea name="reason" label="意见" hint="怎样核实的；不要写另一户的情况，请勿写身份证号" />
        </DeedForm>
      </KeptAbout>
    </>
  );
}

/** This household beside the other; the other is opened by a click of its own, which is recorded as reading it. */
function Alike({ of, found }: { of: Detail; found: Found }): ReactNode {
  const { client } = useSession();
  const [asked, setAsked] = useState(false);
  const other = useQuery({
    queryKey: ['dossier', found.dossier, 'ruling'],
    enabled: asked,
    queryFn: async () =>
      (await client.call('getDossier', { params: { id: found.dossier }, query: { purpose: 'ruling' } })).body,
  });
  const isElsewhere = other.error instanceof Refused && other.error.status === 404;
  return (
    <>
      <h3>
        像在哪里（{found.score} 分，满 {of.duplicates.thresholds.certain} 分的不能提交）
      </h3>
      <ul className="deeds-alike">
        {found.reasons.map(({ pointer, sentence }) => (
          <li key={pointer + sentence}>
            <strong>{personTitle(of, pointer)}</strong>：{sentence}
          </li>
        ))}
      </ul>
      {!asked && (
        <p>
          <button type="button" onClick={() => setAsked(true)}>
            并排看另一户（{found.union}）
          </button>
          <small>打开另一户会记进它的查阅记录，事由是裁定疑似重复。</small>
        </p>
      )}
      {asked && other.isPending && <Waiting words="正在打开另一户……" />}
      {isElsewhere && (
        <p className="empty">
          另一户归{found.union}管，不在您可以看的范围之内。凭上面像在哪里裁定，或者与{found.union}联系核实。
        </p>
      )}
      {other.isError && !isElsewhere && <ErrorText error={other.error} again={() => void other.refetch()} />}
      {other.data && <Beside mine={of} other={other.data} found={found} />}
    </>
  );
}

const compared = ['name', 'sex', 'birthDate', 'idNumber', 'mobile', 'employer', 'homeAddress'] as const;

/** What a kind of likeness is about, among what stands side by side. */
const about: Readonly<Record<string, readonly string[]>> = {
  sameNumber: ['idNumber'],
  nameAndBirthDate: ['name', 'birthDate'],
  nameAndRearrangedNumber: ['name', 'idNumber'],
  soundAndMostOfNumber: ['name', 'idNumber'],
  soundAndBirthDate: ['name', 'birthDate'],
  doorAndSurname: ['homeAddress', 'name'],
  door: ['homeAddress'],
  telephone: ['mobile'],
  memberIsWorker: ['name', 'idNumber'],
};

function Beside({ mine, other, found }: { mine: Detail; other: Detail; found: Found }): ReactNode {
  const marked = new Set(found.reasons.flatMap(({ kind }) => about[kind] ?? []));
  const worker = (of: Detail, field: (typeof compared)[number]) => String(of.form?.content.worker?.[field] ?? '—');
  const members = (of: Detail) =>
    (of.form?.content.members ?? []).map(
      ({ relation, name, birthDate }) => `${relation ?? ''} ${name ?? ''} ${birthDate ?? ''}`,
    );
  return (
    <table className="list deeds-compare">
      <thead>
        <tr>
          <th scope="col">栏目</th>
          <th scope="col">这一户（{mine.statusTitle}）</th>
          <th scope="col">
            另一户（{other.union}，{other.statusTitle}）
          </th>
        </tr>
      </thead>
      <tbody>
        {compared.map((field) => (
          <tr key={field} className={marked.has(field) ? 'deeds-marked' : undefined}>
            <th scope="row">
              {fieldLabels[`worker.${field}`]}
              {marked.has(field) && <small>像在这里</small>}
            </th>
            <td data-label="这一户">{worker(mine, field)}</td>
            <td data-label="另一户">{worker(other, field)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">家庭成员</th>
          <td data-label="这一户">{members(mine).join('；') || '没有'}</td>
          <td data-label="另一户">{members(other).join('；') || '没有'}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** 合并: the other is taken into this one, which is further on: found here, or ruled from the other's page to be one with it. */
export function Merge({ of, onDone }: DeedProps): ReactNode {
  const { client } = useSession();
  const { found, rulings } = of.duplicates;
  const others = found
    .filter(({ ended }) => !ended)
    .map(({ dossier, union, score }) => [dossier, `${union}的一份，${score} 分`] as const);
  const ruled = rulings.filter(
    ({ dossier, awaitsMerger }) => awaitsMerger && !found.some((each) => each.dossier === dossier),
  );
  const send = (fields: FormData, key: string) => {
    const body = { other: said(fields, 'other'), reason: said(fields, 'reason') };
    return client.call('merge', { params: { id: of.id }, key, body });
  };
  return (
    <DeedForm
      title="合并档案"
      button="把另一份并入这一份"
      send={send}
      onDone={() => onDone('已经合并，另一份从此终结。')}
    >
      <p>另一份并入这一份以后终结，不能恢复；办得靠后的一份留下。</p>
      <Choice
        name="other"
        label="把哪一份并进来"
        of={[
          ...others,
          ...ruled.map(
            ({ dossier, reason }) =>
              [dossier, `裁定为同一户的一份${reason === undefined ? '' : `（${reason}）`}`] as const,
          ),
        ]}
      />
      <TextArea name="reason" label="合并的理由" hint="请勿写身份证号" />
    </DeedForm>
  );
}
