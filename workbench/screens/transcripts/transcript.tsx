import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { transcriptResults, transcriptStatuses } from '../../../shared/dossier/transcript.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { tierTitles } from '../../../shared/standards/tiers.ts';
import { DeedForm, TextArea } from '../../parts/deed-form.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Empty, Reading } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

type Transcript = AnswerOf<'getTranscript'>;

/** One batch of old dossiers: whose they are, and what has become of each. */
export function TranscriptScreen({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const transcript = useQuery({
    queryKey: ['transcript', id],
    queryFn: async () => (await client.call('getTranscript', { params: { transcript: id } })).body,
  });
  return (
    <>
      <p>
        <a href={linkTo(paths.transcripts)}>回到旧档转入</a>
      </p>
      <Reading title="一批旧档" of={transcript} />
      {transcript.data && <Shown of={transcript.data} />}
    </>
  );
}

function Shown({ of }: { of: Transcript }): ReactNode {
  const { rows, first, status, done, union, byName, at, decision } = of;
  const isUnderWay = status === 'confirmed' && done === null;
  return (
    <>
      <h1>
        旧档 {rows} 户，从第 {first} 行起
      </h1>
      <p className="verdict">
        {isUnderWay ? '确认了，还没有办完' : transcriptStatuses[status]}
        {done && `：转入 ${done.taken} 户${done.left > 0 ? `，没有转入 ${done.left} 户，各为什么写在下面` : ''}`}。
      </p>
      <Rows
        of={[
          ['由哪个工会报', union],
          ['报', `${byName}，${momentInWords(at)}`],
          [
            status === 'refused' ? '不转入' : '确认',
            decision && `${decision.byName}，${momentInWords(decision.at)}：${decision.opinion}`,
          ],
        ]}
      />
      {(status === 'prepared' || isUnderWay) && <Decide of={of} />}
      {of.households.length > 0 && <Households of={of} />}
    </>
  );
}

function Decide({ of }: { of: Transcript }): ReactNode {
  const { client, me } = useSession();
  const [soFar, setSoFar] = useState<number | undefined>();
  const own = of.by === me.id;
  const decides = me.may.includes('confirmTranscript');
  const params = { transcript: of.transcript };
  const isPrepared = of.status === 'prepared';
  // What one request cannot do the next one goes on with.
  const confirm = async (fields: FormData) => {
    const opinion = isPrepared ? String(fields.get('opinion')) : (of.decision?.opinion ?? '');
    for (let more = true; more; ) {
      const { body } = await client.call('confirmTranscript', { params, body: { digest: of.digest, opinion } });
      setSoFar(body.taken + body.left);
      more = body.more;
    }
  };
  return (
    <>
      {decides && !own && (
        <DeedForm
          title={isPrepared ? '确认' : '接着办'}
          button={isPrepared ? `确认：这 ${of.rows} 户在册` : '接着转入其余各户'}
          send={confirm}
        >
          <p>
            与纸质档案核对过再确认。各户随即在册，编号、类别、日期照下面写的；已经在别的档案里的、已经退出了的不转，会写明为什么。
          </p>
          {isPrepared && <TextArea name="opinion" label="确认的意见" />}
          {soFar !== undefined && (
            <p role="status">
              办了 {soFar} 户，共 {of.rows} 户。
            </p>
          )}
        </DeedForm>
      )}
      {own && isPrepared && <Empty>这一批是您报的，须另一个人（审核人）确认。报错了的，您可以收回。</Empty>}
      {!own && !decides && <Empty>等审核人{isPrepared ? '确认' : '接着办完'}。</Empty>}
      {isPrepared && (own || decides) && (
        <DeedForm
          title={own ? '收回' : '不转入'}
          isAside
          button={own ? '收回这一批' : '这一批不转入'}
          send={(fields) => client.call('refuseTranscript', { params, body: { reason: String(fields.get('reason')) } })}
        >
          <TextArea name="reason" label={own ? '为什么收回' : '为什么不转入'} />
        </DeedForm>
      )}
    </>
  );
}

function Households({ of: { households } }: { of: Transcript }): ReactNode {
  const { me } = useSession();
  return (
    <>
      <h2>各户</h2>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">第几行</th>
            <th scope="col">职工</th>
            <th scope="col">旧档上的</th>
            <th scope="col">归哪个工会</th>
            <th scope="col">转入了没有</th>
          </tr>
        </thead>
        <tbody>
          {households.map(({ row, maskedName, union, old, result, dossier, why }) => (
            <tr key={row} className={result === 'left' ? 'late' : undefined}>
              <td data-label="第几行">{row}</td>
              <th scope="row">
                {dossier !== null && me.may.includes('read') ? (
                  <a href={linkTo(paths.dossier(dossier))}>{maskedName || '（已经销毁）'}</a>
                ) : (
                  maskedName || '（已经销毁）'
                )}
              </th>
              <td data-label="旧档上的">
                {old && (
                  <>
                    {old.dossierNumber}，{dateInWords(old.registeredOn)}
                    <small>
                      {old.category}（{tierTitles[old.tier]}），{old.people} 口人
                    </small>
                  </>
                )}
              </td>
              <td data-label="归哪个工会">{union}</td>
              <td data-label="转入了没有">
                {result === null ? '还没有' : transcriptResults[result]}
                {why !== null && <small>{why}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
