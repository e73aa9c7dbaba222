import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { type DisposalStage, disposalStages, releasing } from '../../../shared/dossier/disposal-state.ts';
import { statusTitles } from '../../../shared/dossier/status.ts';
import { contains, reaches } from '../../../shared/organisation/org-path.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { CountyPicker } from '../../parts/area.tsx';
import { DeedForm } from '../../parts/deed-form.tsx';
import { More, usePages } from '../../parts/pages.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import { Undone } from '../transfers/propose.tsx';
import { KeepForm } from './keep.tsx';

export type Disposal = AnswerOf<'listDisposals'>['disposals'][number];

/** So many are confirmed or released in one request. */
const MOST_AT_ONCE = 100;

/** 到期处置: what need not be kept any longer, step by step; whoever confirmed does not release. */
export function DisposalsScreen(): ReactNode {
  const { client, me } = useSession();
  const [org, setOrg] = useState(me.counties[0]?.orgPath ?? me.orgPath);
  const [stage, setStage] = useState<DisposalStage>('listed');
  const pages = usePages(
    ['disposals', org, stage],
    async (cursor) => (await client.call('listDisposals', { query: { org, stage, cursor } })).body,
  );
  const found = pages.data?.pages.flatMap(({ disposals }) => disposals) ?? [];
  return (
    <>
      <h1>到期处置</h1>
      <p>
        保管期满的档案夜里列进清单：县里的审核人确认，上一级的另一个人批准，第三天起删去密钥和文件，内容从此打不开，日志留着。批准以前随时可以延长保管。
      </p>
      <div className="filters">
        <CountyPicker value={org} onPick={setOrg} />
      </div>
      <div className="switch">
        {(Object.entries(disposalStages) as [DisposalStage, string][]).map(([each, title]) => (
          <button key={each} type="button" aria-pressed={stage === each} onClick={() => setStage(each)}>
            {title}
          </button>
        ))}
      </div>
      {pages.isLoading && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && found.length === 0 && !pages.hasNextPage && (
        <Empty>{stage === 'listed' ? '没有保管期满等待确认的档案。' : `没有“${disposalStages[stage]}”的档案。`}</Empty>
      )}
      {found.length > 0 && <Listed key={`${org}${stage}`} of={found} stage={stage} />}
      <More {...pages} />
    </>
  );
}

function Listed({ of, stage }: { of: readonly Disposal[]; stage: DisposalStage }): ReactNode {
  const { me } = useSession();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [kept, setKept] = useState<Disposal | undefined>();
  const above = reaches('county', me.orgPath);
  const confirms = stage === 'listed' && me.may.includes('confirmDisposal') && above;
  const releases =
    stage === 'confirmed' &&
    me.may.includes('releaseDisposal') &&
    of.some(({ orgPath, confirmed }) => contains(me.orgPath, releasing(orgPath)) && confirmed?.by !== me.id);
  const keeps = (stage === 'listed' || stage === 'confirmed') && me.may.includes('keepLonger') && above;
  const mayPick = ({ orgPath, confirmed }: Disposal): boolean =>
    confirms || (releases && contains(me.orgPath, releasing(orgPath)) && confirmed?.by !== me.id);
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id) && next.size < MOST_AT_ONCE) next.add(id);
    setPicked(next);
  };
  return (
    <>
      <table className="list">
        <caption className="soft">{of.length} 份，到这一步最久的在前</caption>
        <thead>
          <tr>
            {(confirms || releases) && <th scope="col">选</th>}
            <th scope="col">哪一份</th>
            <th scope="col">怎样终结、保管到哪天</th>
            <th scope="col">办到哪里</th>
            {keeps && <th scope="col">延长</th>}
          </tr>
        </thead>
        <tbody>
          {of.map((each) => (
            <tr key={each.dossier}>
              {(confirms || releases) && (
                <td>
                  {mayPick(each) ? (
                    <label className="choice">
                      <input type="checkbox" checked={picked.has(each.dossier)} onChange={() => toggle(each.dossier)} />
                      <span className="unseen">选{each.dossierNumber ?? each.maskedName}</span>
                    </label>
                  ) : (
                    <small>您确认的，须另一个人批准</small>
                  )}
                </td>
              )}
              <th scope="row">
                {each.maskedName === '' ? '（已经销毁）' : each.maskedName}
                <small>
                  {each.dossierNumber ?? '没有建过档'}，{each.union}
                </small>
              </th>
              <td data-label="终结">
                {statusTitles[each.end.as]}，{dateInWords(each.end.on)}
                <small>保管到{dateInWords(each.retainedUntil)}</small>
              </td>
              <td data-label="办到哪里">
                <Steps of={each} />
              </td>
              {keeps && (
                <td>
                  <button type="button" className="link" onClick={() => setKept(each)}>
                    延长保管<span className="unseen">：{each.dossierNumber ?? each.maskedName}</span>
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {kept && <KeepForm key={kept.dossier} of={kept} onClose={() => setKept(undefined)} />}
      {confirms && <DecideForm deed="confirm" of={[...picked]} />}
      {releases && <DecideForm deed="release" of={[...picked]} />}
      {stage === 'listed' && !confirms && <Empty>由县级及以上工会的审核人确认。</Empty>}
      {stage === 'confirmed' && !releases && <Empty>由县的上一级工会的审核人批准；确认的人自己不能批准。</Empty>}
    </>
  );
}

function Steps({ of: { listedOn, confirmed, released, dark, undone, dossier } }: { of: Disposal }): ReactNode {
  return (
    <>
      {dateInWords(listedOn)}列入
      {confirmed && (
        <small>
          {confirmed.byName}，{dateInWords(confirmed.on)}确认
        </small>
      )}
      {released && (
        <small>
          {released.byName}，{dateInWords(released.on)}批准
        </small>
      )}
      {dark && (
        <>
          <small>
            {dateInWords(dark.on)}销毁，{dateInWords(dark.noCopyFrom)}起没有副本打得开
          </small>
          <Certificate id={dossier} />
        </>
      )}
      {undone.length > 0 && <small>还有没做的回访，确认以后不再催</small>}
    </>
  );
}

/** 处置证明, opened from where it was printed. */
function Certificate({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const [link, setLink] = useState<string | undefined>();
  const [error, setError] = useState<unknown>();
  if (link !== undefined)
    return (
      <a href={link} target="_blank" rel="noreferrer">
        打开处置证明
      </a>
    );
  return (
    <>
      <button
        type="button"
        className="link"
        onClick={() =>
          void client.call('printDisposal', { params: { id } }).then(({ body }) => setLink(body.url), setError)
        }
      >
        印处置证明
      </button>
      {error !== undefined && <ErrorText error={error} />}
    </>
  );
}

function DecideForm({ deed, of }: { deed: 'confirm' | 'release'; of: readonly string[] }): ReactNode {
  const { client } = useSession();
  const [came, setCame] = useState<AnswerOf<'confirmDisposals'> | undefined>();
  const title = deed === 'confirm' ? '确认处置' : '批准处置';
  const send = async (_: FormData, key: string) => {
    if (of.length === 0) throw new Error('请在上面选哪几份。');
    const request = { key, body: { dossiers: [...of] } };
    const asked =
      deed === 'confirm' ? client.call('confirmDisposals', request) : client.call('releaseDisposals', request);
    setCame((await asked).body);
  };
  return (
    <DeedForm
      title={title}
      button={of.length === 0 ? `${title}：还没有选` : `${title}：${of.length} 份`}
      send={send}
      said={came && `办成 ${came.done} 份。`}
    >
      <p>
        {deed === 'confirm'
          ? '确认以后，这几份里什么也记不进去了，等上一级批准；要停下来，只有延长保管。'
          : '批准以后谁也停不下来：内容当即不再提供，第三天起删去密钥和各个版本的文件。'}
      </p>
      {came && <Undone of={came.left} />}
    </DeedForm>
  );
}
