import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { readAnswerFile } from '../../../shared/ledger/batch-file.ts';
import { DeedForm } from '../../parts/deed-form.tsx';
import { FileField, FileRows } from '../../parts/file-field.tsx';
import { type ChosenFile, csvOf, download, type RowFault, rowFaultsOf } from '../../parts/files.ts';
import { keysFrom } from '../../parts/key.ts';
import { Rows } from '../../parts/rows.tsx';
import { rowsBelowHeading } from '../../parts/table-file.ts';
import { useSession } from '../../session.ts';
import type { Batch } from './batch.tsx';

const columns = ['序号', '结果', '日期', '说明'];
const MOST_BYTES = 149_000;

type Settled = AnswerOf<'settleBatch'>;

/** The bank's answer, read back; what one request cannot do the next one goes on with. */
export function SettleForm({ of }: { of: Batch }): ReactNode {
  const { client } = useSession();
  const [file, setFile] = useState<ChosenFile | undefined>();
  const [why, setWhy] = useState<string | undefined>();
  const [found, setFound] = useState<readonly RowFault[]>([]);
  const [settled, setSettled] = useState<Settled | undefined>();
  const read = file && readAnswerFile(file.bytes);
  const waiting = of.households.filter(({ result }) => result === null || result === 'bounced');
  const send = async (_: FormData, key: string) => {
    const next = keysFrom(key);
    if (!file || !read) throw new Error(why ?? '请选银行答复的文件。');
    if (read.faults.length > 0)
      throw new Error(`文件里有 ${read.faults.length} 处不对，写在那一行旁边：改好文件，再选一次。`);
    try {
      let more = true;
      while (more) {
        const request = { params: { batch: of.batch }, body: { file: file.base64 }, key: next() };
        const { body } = await client.call('settleBatch', request);
        setSettled(body);
        more = body.more;
      }
    } catch (error) {
      const faults = rowFaultsOf(error);
      if (faults === undefined) throw error;
      setFound(faults);
      throw new Error(`文件里有 ${faults.length} 处与这一批不合，写在那一行旁边：改好文件，再选一次。`);
    }
  };
  if (waiting.length === 0) return null;
  return (
    <>
      <DeedForm
        title="登记银行的答复"
        button="登记答复"
        send={send}
        said={settled?.left.length ? '除了下面没有记下的，都记下了。' : '都记下了。到账的已经记进各户的台账。'}
      >
        <p>
          到账的记进各户的台账；退回的成为待办，账户改好、重新发放以后，再交一份写“到账”的；不再发放的写“作罢”。可以只写其中几行，交几遍都只记一次。
        </p>
        <FileField
          label="答复文件"
          hint={`CSV，首行依次为${columns.join('、')}；结果写到账、退回或作罢，日期写作 2026-11-24`}
          most={MOST_BYTES}
          onChoose={(chosen, said) => {
            setFile(chosen);
            setWhy(said);
            setFound([]);
            setSettled(undefined);
          }}
        />
        {why && <p className="fault">{why}</p>}
        <button
          type="button"
          onClick={() =>
            download('银行答复.csv', csvOf([columns, ...waiting.map(({ row }) => [String(row), '', '', ''])]))
          }
        >
          下载待填的答复（{waiting.length} 行）
        </button>
        {settled && (
          <Rows
            of={[
              ['到账', `${settled.paid} 户`],
              ['退回，还没有重新发放', `${settled.bounced} 户`],
              ['作罢', `${settled.dropped} 户`],
              ['银行还没有答复', `${settled.open} 户`],
              ...settled.left.map(({ row, message }) => [`序号 ${row} 没有记下`, message] as const),
            ]}
          />
        )}
      </DeedForm>
      {file && read && (
        <FileRows
          columns={columns}
          rows={rowsBelowHeading(file.bytes)}
          faults={read.faults.length > 0 ? read.faults : found}
        />
      )}
    </>
  );
}
