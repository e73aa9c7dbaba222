import { type ReactNode, useState } from 'react';
import type { AnswerOf, BodyOf } from '../../../shared/contract/types.ts';
import { aidKinds } from '../../../shared/ledger/aid.ts';
import { readPayFile } from '../../../shared/ledger/batch-file.ts';
import { fundSources } from '../../../shared/ledger/funds.ts';
import { formatFen, parseYuan } from '../../../shared/money/fen.ts';
import { levelOf } from '../../../shared/organisation/org-path.ts';
import { DeedForm, SelectField, TextArea, TextField } from '../../parts/deed-form.tsx';
import { FileField, FileRows } from '../../parts/file-field.tsx';
import { type ChosenFile, csvOf, download, type RowFault, rowFaultsOf } from '../../parts/files.ts';
import { maskedNumber, rowsBelowHeading } from '../../parts/table-file.ts';
import { UnionPicker } from '../../parts/union-picker.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

const columns = ['序号', '姓名', '身份证号', '金额（元）', '备注'];
/** What the API takes, before it is written in base64. */
const MOST_BYTES = 149_000;

type Prepared = AnswerOf<'prepareBatch'>;

/** 报批: looked over here first, then tried by the API, which asks the registry row by row; only then it is filed. */
export function PrepareForm({ onClose }: { onClose: () => void }): ReactNode {
  const { client, me } = useSession();
  const [org, setOrg] = useState(
    levelOf(me.orgPath) === 'county' || levelOf(me.orgPath) === undefined ? me.orgPath : '',
  );
  const [file, setFile] = useState<ChosenFile | undefined>();
  const [why, setWhy] = useState<string | undefined>();
  const [found, setFound] = useState<readonly RowFault[]>([]);
  const [tried, setTried] = useState<Prepared | undefined>();
  const [filed, setFiled] = useState<Prepared | undefined>();
  const read = file && readPayFile(file.bytes);
  const total = read?.rows.reduce((sum, { amount }) => sum + (Number.isNaN(amount) ? 0 : amount), 0) ?? 0;
  const send = async (fields: FormData, key: string) => {
    if (org === '') throw new Error('请选由哪个工会报。');
    if (!file || !read) throw new Error(why ?? '请选名单文件。');
    if (read.faults.length > 0)
      throw new Error(`名单里有 ${read.faults.length} 处不对，写在那一行旁边：改好文件，再选一次。`);
    try {
      const asked = bodyOf(fields, org, file, tried === undefined);
      const { body } = await client.call('prepareBatch', { key, body: asked });
      if (tried === undefined) setTried(body);
      else setFiled(body);
    } catch (error) {
      const faults = rowFaultsOf(error);
      if (faults === undefined) throw error;
      setFound(faults);
      throw new Error(`按登记的查，名单里有 ${faults.length} 处不对，写在那一行旁边：改好文件，再选一次。`);
    }
  };
  if (filed?.batch)
    return (
      <div className="done" role="status">
        <p>
          已经报批：{filed.rows} 户，合计 {formatFen(filed.total)}。等另一个人（审核人）批准。
        </p>
        <p>
          <a href={linkTo(paths.batch(filed.batch))}>看这一批</a>
        </p>
        <button type="button" onClick={onClose}>
          回到列表
        </button>
      </div>
    );
  return (
    <>
      <button type="button" onClick={onClose}>
        回到列表
      </button>
      <DeedForm
        title="项目申报"
        button={tried ? `报批：${tried.rows} 户，${formatFen(tried.total)}` : '试算一遍，什么也不保存'}
        send={send}
        said={
          tried && `试算过了：${tried.rows} 户，合计 ${formatFen(tried.total)}，没有不对的。核对上面填的，再按“报批”。`
        }
        onChange={() => {
          setTried(undefined);
          setFound([]);
        }}
      >
        <UnionPicker
          isOwn
          label="由哪个工会报（名单上的各户都归它）"
          value={org}
          onPick={(picked) => {
            setOrg(picked);
            setTried(undefined);
          }}
        />
        <SelectField name="kind" label="帮扶类别" of={Object.entries(aidKinds)} />
        <TextField name="project" label="帮扶项目" hint="如：2026 年中央财政专项帮扶（生活救助）" maxLength={100} />
        <SelectField name="source" label="资金来源" of={Object.entries(fundSources)} />
        <TextField name="giver" label="由谁发放" defaultValue={me.union} maxLength={100} />
        <TextField name="budget" label="预算（元）" hint="各户合计不能超过" inputMode="decimal" />
        <TextArea name="reason" label="项目申报的理由" />
        <TextArea
          name="breachReason"
          label="资金不合规定的理由"
          hint="只有名单里有的户，按本省规定不能用这种资金而确须使用的，才写"
          required={false}
        />
        <FileField
          label="名单文件"
          hint={`表格软件另存的 CSV，首行依次为${columns.join('、')}；至多 500 户`}
          most={MOST_BYTES}
          onChoose={(chosen, said) => {
            setFile(chosen);
            setWhy(said);
            setTried(undefined);
            setFound([]);
          }}
        />
        {why && <p className="fault">{why}</p>}
        <button type="button" onClick={() => download('资金发放名单.csv', csvOf([columns]))}>
          下载空的名单
        </button>
        {read && read.faults.length === 0 && (
          <p role="status">
            {file?.name}：{read.rows.length} 户，合计 {formatFen(total)}。
          </p>
        )}
      </DeedForm>
      {file && read && (
        <FileRows columns={columns} rows={shown(file.bytes)} faults={read.faults.length > 0 ? read.faults : found} />
      )}
    </>
  );
}

function shown(bytes: Uint8Array) {
  return rowsBelowHeading(bytes).map(({ row, cells: [n = '', name = '', number = '', ...rest] }) => ({
    row,
    cells: [n, name, maskedNumber(number), ...rest],
  }));
}

function bodyOf(fields: FormData, orgPath: string, file: ChosenFile, dryRun: boolean): BodyOf<'prepareBatch'> {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const breachReason = text('breachReason');
  return {
    ...{ orgPath, project: text('project'), giver: text('giver'), reason: text('reason'), file: file.base64, dryRun },
    kind: text('kind') as BodyOf<'prepareBatch'>['kind'],
    source: text('source') as BodyOf<'prepareBatch'>['source'],
    budget: parseYuan(text('budget')),
    ...(breachReason === '' ? {} : { breachReason }),
  };
}
