import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Refused } from '../../../shared/contract/client.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import type { DraftForm } from '../../../shared/form/form.ts';
import { pointerOf, type Step, valueAt } from '../../../shared/form/pointers.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { ErrorText, Waiting } from '../../parts/states.tsx';
import { bringDivisionNames, hasDivisionNames } from '../../platform/division-names.ts';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import type { Detail } from '../dossier/detail.ts';
import { type Box, labelOf, memberBoxes, sections } from './boxes.ts';
import { Consents } from './consents.tsx';
import { useForm, useOfForm } from './context.ts';
import { divisionInWords } from './identity.ts';
import { Overtaken, type Saved, type Saving } from './saving.ts';
import type { Agreed } from './store.ts';

/** 检查您的填写: every answer with its way back, everybody's consent, and only then 提交. */
export function Check({
  id,
  saved,
  saving,
  onBack,
  onOvertaken,
  onDone,
}: {
  id: string;
  saved: Saved;
  saving: Saving;
  onBack: (pointer: string) => void;
  onOvertaken: () => void;
  onDone: (handedIn: AnswerOf<'submit'>) => void;
}): ReactNode {
  const { client } = useSession();
  const queries = useQueryClient();
  const store = useForm();
  const [, setNamed] = useState(hasDivisionNames());
  useEffect(() => {
    void bringDivisionNames().then(
      () => setNamed(true),
      () => undefined,
    );
  }, []);
  const dossier = useQuery({
    queryKey: ['dossier', id, 'checked', saved.version],
    queryFn: async () => (await client.call('getDossier', { params: { id } })).body,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const deed = useMutation({
    mutationFn: async (of: Detail) => {
      await saving.seeAll();
      const { consents, opinion } = store.beside;
      const given = consents.filter(({ way }) => way !== undefined).map(handedIn);
      const said = of.matter.kind === 'reverification' ? { opinion } : {};
      const body = { form: saved.form, ...(given.length > 0 ? { consents: given } : {}), ...said };
      return (await client.call('submit', { params: { id }, body: body as never })).body;
    },
    onError: (error) => {
      if (error instanceof Overtaken) onOvertaken();
    },
    onSuccess: (answer) => {
      onDone(answer);
      return queries.invalidateQueries({ predicate: ({ queryKey: [what] }) => what !== 'scratch' && what !== 'form' });
    },
  });
  return (
    <>
      <h2>检查您的填写</h2>
      <p>请对照证件和纸上的表，一栏一栏看过。要改的点“改”，改好再回来检查。</p>
      <Answers form={store.form} onBack={onBack} />
      {dossier.isPending && <Waiting />}
      {dossier.isError && <ErrorText error={dossier.error} again={() => void dossier.refetch()} />}
      {dossier.data && (
        <>
          <Consents of={dossier.data} />
          {dossier.data.matter.kind === 'reverification' && <Opinion />}
          {deed.isError && !(deed.error instanceof Overtaken) && <WhyNot error={deed.error} />}
          <p className="form-choices">
            <button
              type="button"
              className="primary"
              disabled={deed.isPending}
              onClick={() => deed.mutate(dossier.data)}
            >
              {deed.isPending ? '正在提交……' : '提交'}
            </button>
            <button type="button" onClick={() => onBack('/worker')}>
              回去接着改
            </button>
          </p>
        </>
      )}
    </>
  );
}

/** As the API takes it: what is empty is left out. */
function handedIn({ guardian, ...rest }: Agreed) {
  if (guardian === undefined) return rest;
  const { name = '', relation = '', because } = guardian;
  return { ...rest, guardian: { name, relation, ...(because ? { because } : {}) } };
}

function Opinion(): ReactNode {
  const store = useForm();
  const opinion = useOfForm(({ beside }) => beside.opinion);
  return (
    <label className="field">
      变了什么、怎样核实的
      <small>记入档案，作为这次年度复核的报告</small>
      <textarea
        rows={4}
        maxLength={1000}
        value={opinion}
        onChange={({ target }) => store.setBeside({ opinion: target.value })}
      />
    </label>
  );
}

function Answers({ form, onBack }: { form: DraftForm; onBack: (pointer: string) => void }): ReactNode {
  return sections.map(({ key, title, boxes }) => (
    <details key={key} open className="form-answers">
      <summary>{title}</summary>
      {key === 'members' ? (
        (form.members ?? []).map((member, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nobody is moved here.
          <div key={index}>
            <h3>
              第 {index + 1} 位：{member.name}
            </h3>
            <Said
              of={memberBoxes.map((box) => [box, ['members', index, box.field.replace('members[].', '')]])}
              form={form}
              onBack={onBack}
            />
          </div>
        ))
      ) : (
        <Said of={boxes.map((box) => [box, box.field.split('.')])} form={form} onBack={onBack} />
      )}
    </details>
  ));
}

function Said({
  of,
  form,
  onBack,
}: {
  of: readonly (readonly [Box, Step[]])[];
  form: DraftForm;
  onBack: (pointer: string) => void;
}): ReactNode {
  const said = of.filter(([, path]) => isFilledIn(valueAt(form, path)));
  if (said.length === 0) return <p className="soft">没有填。</p>;
  return (
    <dl className="rows form-said">
      {said.map(([box, path]) => (
        <div key={pointerOf(path)}>
          <dt>{labelOf(box)}</dt>
          <dd>
            {inWords(box, valueAt(form, path))}
            <button type="button" className="link" onClick={() => onBack(pointerOf(path))}>
              改<span className="form-unseen">{labelOf(box)}</span>
            </button>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const isFilledIn = (value: unknown): boolean =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

function inWords({ kind }: Box, value: unknown): string {
  if (kind === 'money') return formatFen(value as number);
  if (kind === 'date') return dateInWords(String(value));
  if (kind === 'division') return `${value} ${divisionInWords(String(value))}`;
  if (typeof value === 'boolean') return value ? '是' : '否';
  return Array.isArray(value) ? value.join('、') : String(value);
}

/** What to do about the refusals that are no fault of a box. */
const advice: Readonly<Record<number, string>> = {
  1303: '这一户里有人已经在别的档案里。请与管理那一份的工会联系：是同一户的，由他们办；不是的，核对身份证号。',
  1309: '几乎可以肯定与另一份是同一户，不能再建。草稿还在；请与管理那一份的工会核实，由审核人裁定以后再提交。',
  1311: '系统先停一停，免得有人一次次试出别人的号码。草稿还在：请审核人打开这一户，看过证件，点“看过放行”。',
  1301: '有人在您检查的时候改了这一份。请回去看过，再检查、提交。',
};

function WhyNot({ error }: { error: unknown }): ReactNode {
  const code = error instanceof Refused ? error.problem.code : undefined;
  return (
    <>
      <ErrorText error={error} />
      {code !== undefined && Object.hasOwn(advice, code) && <p>{advice[code]}</p>}
    </>
  );
}

/** What happened, and what comes next. */
export function HandedIn({ id, of }: { id: string; of: AnswerOf<'submit'> }): ReactNode {
  const { duplicates, predecessor } = of;
  return (
    <div className="done" role="status">
      <p>
        <strong>已经提交（第 {of.run} 次）。</strong>
        系统按本省的标准认定以后，往下入户调查、公示、审批；办到哪里在这一户的页面看。
      </p>
      {duplicates.length > 0 && (
        <p>查到与另外 {duplicates.length} 份档案可能是同一户：照常往下办，由审核人裁定以后才公示。</p>
      )}
      {predecessor && <p>本人以前在册、已经退出：这一份写明了以前的，算返困。</p>}
      <p>
        <a href={linkTo(paths.dossier(id))}>看这一户</a>
      </p>
    </div>
  );
}
