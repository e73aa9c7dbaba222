import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AnswerOf, BodyOf } from '../../../shared/contract/types.ts';
import { decodeText } from '../../../shared/csv/csv.ts';
import { gazetteTitles } from '../../../shared/gazette/items.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { DeedForm, TextArea, TextField } from '../../parts/deed-form.tsx';
import { FileField, FileRows } from '../../parts/file-field.tsx';
import { type ChosenFile, csvOf, download, type RowFault, rowFaultsOf } from '../../parts/files.ts';
import { More, usePages } from '../../parts/pages.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { rowsBelowHeading } from '../../parts/table-file.ts';
import { useSession } from '../../session.ts';

type Proposal = AnswerOf<'listProposals'>['proposals'][number];

const headings: Record<Proposal['kind'], readonly string[]> = {
  arrangement: ['节日', '放假第一天', '放假最后一天', '天数', '上班日'],
  lines: ['行政区划代码', '名称', '生效日期', '截止日期', '元每人每月', '来源'],
};

/** 公布数据: one administrator enters it, another confirms it, and from then on it counts. */
export function Proposals(): ReactNode {
  const { client, me } = useSession();
  const [open, setOpen] = useState<number | undefined>();
  const pages = usePages(
    ['proposals'],
    async (cursor) => (await client.call('listProposals', { query: { cursor } })).body,
  );
  const all = pages.data?.pages.flatMap(({ proposals }) => proposals) ?? [];
  return (
    <>
      <h2>公布数据的录入</h2>
      <p>节假日安排、低保标准由一位管理员照公布的文件录入，另一位核准；核准以后才算数，不再改动。</p>
      {pages.isPending && <Waiting />}
      {pages.isError && <ErrorText error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && all.length === 0 && <Empty>还没有录入过。</Empty>}
      {all.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">第几次</th>
              <th scope="col">什么</th>
              <th scope="col">所据的文件</th>
              <th scope="col">结果</th>
            </tr>
          </thead>
          <tbody>
            {all.map(({ number, kindTitle, document, outcome, at }) => (
              <tr key={number}>
                <th scope="row">
                  <button type="button" className="link" onClick={() => setOpen(open === number ? undefined : number)}>
                    第 {number} 次
                  </button>
                </th>
                <td data-label="什么">{kindTitle}</td>
                <td data-label="所据的文件">
                  {document}
                  <small>{momentInWords(at)}录入</small>
                </td>
                <td data-label="结果">
                  {outcome === null
                    ? '等待核准'
                    : outcome.outcome === 'confirmed'
                      ? '已核准'
                      : `不采用：${outcome.reason}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More {...pages} />
      {open !== undefined && <One key={open} number={open} />}
      {me.may.includes('changeGazette') && <ProposeForm />}
    </>
  );
}

function One({ number }: { number: number }): ReactNode {
  const { client, me } = useSession();
  const proposal = useQuery({
    queryKey: ['proposal', number],
    queryFn: async () => (await client.call('getProposal', { params: { number: String(number) } })).body,
  });
  if (proposal.isPending) return <Waiting />;
  if (proposal.isError) return <ErrorText error={proposal.error} again={() => void proposal.refetch()} />;
  const { kind, document, url, file, faults, year, lines, outcome, by, digest } = proposal.data;
  const params = { number: String(number) };
  const own = by === me.id;
  const decides = outcome === null && me.may.includes('changeGazette');
  return (
    <section className="card" aria-label={`第 ${number} 次录入`}>
      <h3>
        第 {number} 次录入：{gazetteTitles[kind]}
      </h3>
      <Rows
        of={[
          ['所据的文件', document],
          ['网上的地址', url],
          [
            '核准以后算数的一年',
            year && `${year.year} 年：放假的工作日 ${year.off.length} 天，上班的周末 ${year.work.length} 天`,
          ],
          [
            '核准以后算数的低保标准',
            lines?.map(({ name, fen, from }) => `${name} ${formatFen(fen)}，${dateInWords(from)}起`).join('；'),
          ],
        ]}
      />
      {faults.length > 0 && (
        <div className="fault">
          <p>今天不能核准：</p>
          <ul>
            {faults.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      )}
      <FileRows columns={headings[kind]} rows={rowsBelowHeading(new TextEncoder().encode(file))} faults={[]} />
      {decides && own && <Empty>这一份是您录入的，须另一位管理员核准；录错了的，您可以收回。</Empty>}
      {decides && !own && faults.length === 0 && (
        <DeedForm
          title="核准"
          button="核准，从此算数"
          send={(_, key) => client.call('confirmProposal', { params, key, body: { digest } })}
        >
          <p>请打开公布的文件，逐行对过再核准。</p>
        </DeedForm>
      )}
      {decides && (
        <DeedForm
          title={own ? '收回' : '不采用'}
          isAside
          button={own ? '收回' : '不采用'}
          send={(fields, key) =>
            client.call('refuseProposal', { params, key, body: { reason: String(fields.get('reason')) } })
          }
        >
          <TextArea name="reason" label="为什么" hint="如：文号写错，重新录入" />
        </DeedForm>
      )}
    </section>
  );
}

function ProposeForm(): ReactNode {
  const { client } = useSession();
  const [kind, setKind] = useState<Proposal['kind']>('lines');
  const [file, setFile] = useState<ChosenFile | undefined>();
  const [why, setWhy] = useState<string | undefined>();
  const [found, setFound] = useState<readonly RowFault[]>([]);
  const send = async (fields: FormData, key: string) => {
    const text = file && decodeText(file.bytes);
    if (text === undefined) throw new Error(why ?? (file ? '文件不是文本，请在表格软件里另存为 CSV。' : '请选文件。'));
    const url = String(fields.get('url') ?? '').trim();
    const body: BodyOf<'propose'> = {
      kind,
      file: text,
      document: String(fields.get('document')),
      url: url === '' ? null : url,
    };
    setFound([]);
    try {
      await client.call('propose', { body, key });
    } catch (error) {
      const faults = rowFaultsOf(error);
      if (faults === undefined) throw error;
      setFound(faults);
      throw new Error(`有 ${faults.length} 处不对，写在那一行旁边：改好文件，再选一次。`);
    }
  };
  return (
    <>
      <DeedForm title="录入一份" button="录入" send={send} said="录入了，等另一位管理员核准。">
        <label className="field">
          录入什么
          <select value={kind} onChange={({ target }) => setKind(target.value as Proposal['kind'])}>
            {Object.entries(gazetteTitles).map(([each, title]) => (
              <option key={each} value={each}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <TextField name="document" label="所据文件的名称和文号" hint="虚构的以“虚构：”开头" maxLength={200} />
        <TextField
          name="url"
          label="文件在网上的地址"
          hint="节假日安排必填，须是政府网站：https://…gov.cn/…"
          required={kind === 'arrangement'}
        />
        <FileField
          label="文件"
          hint={`CSV，首行依次为${headings[kind].join('、')}`}
          most={100_000}
          onChoose={(chosen, said) => {
            setFile(chosen);
            setWhy(said);
            setFound([]);
          }}
        />
        {why && <p className="fault">{why}</p>}
        <button type="button" onClick={() => download(`${gazetteTitles[kind]}.csv`, csvOf([headings[kind]]))}>
          下载空的一份
        </button>
      </DeedForm>
      {file && <FileRows columns={headings[kind]} rows={rowsBelowHeading(file.bytes)} faults={found} />}
    </>
  );
}
