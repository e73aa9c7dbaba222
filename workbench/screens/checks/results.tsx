import { type ReactNode, useState } from 'react';
import { readAnswers } from '../../../shared/checking/check-file.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { DeedForm } from '../../parts/deed-form.tsx';
import { FileField, FileRows } from '../../parts/file-field.tsx';
import { type ChosenFile, csvOf, download, type RowFault, rowFaultsOf } from '../../parts/files.ts';
import { keysFrom } from '../../parts/key.ts';
import { Rows } from '../../parts/rows.tsx';
import { rowsBelowHeading } from '../../parts/table-file.ts';
import { useSession } from '../../session.ts';
import type { Check } from './check.tsx';
import { LeftOut } from './left-out.tsx';

const columns = ['批号', '序号', '身份证号末四位', '结果', '不一致之处'];
const MOST_BYTES = 299_000;

type Answered = AnswerOf<'recordCheckResults'>;

/** What an office answered, read back: tried first, then recorded; what one request cannot do the next goes on with. */
export function ResultsForm({ of }: { of: Check }): ReactNode {
  const { client } = useSession();
  const [file, setFile] = useState<ChosenFile | undefined>();
  const [why, setWhy] = useState<string | undefined>();
  const [found, setFound] = useState<readonly RowFault[]>([]);
  const [answered, setAnswered] = useState<{ body: Answered; dryRun: boolean } | undefined>();
  const tried = answered?.dryRun === true;
  const read = file && readAnswers(file.bytes, of.number);
  const asked = of.people.filter(({ state }) => state === 'asked').flatMap(({ rows }) => rows);
  const send = async (_: FormData, key: string) => {
    const next = keysFrom(key);
    if (!file || !read) throw new Error(why ?? '请选部门答复的文件。');
    if (read.faults.length > 0)
      throw new Error(`文件里有 ${read.faults.length} 处不对，写在那一行旁边：改好文件，再选一次。`);
    try {
      let more = true;
      while (more) {
        const request = { params: { check: of.check }, body: { file: file.base64, dryRun: !tried }, key: next() };
        const { body } = await client.call('recordCheckResults', request);
        setAnswered({ body, dryRun: !tried });
        more = body.more && tried;
      }
    } catch (error) {
      const faults = rowFaultsOf(error);
      if (faults === undefined) throw error;
      setFound(faults);
      throw new Error(`文件里有 ${faults.length} 处与送去的不合，写在那一行旁边：改好文件，再选一次。`);
    }
  };
  return (
    <>
      <DeedForm
        title="登记部门的答复"
        button={tried ? '登记答复' : '试算一遍，什么也不保存'}
        send={send}
        said={tried ? '试算过了，下面是会记下的。核对无误，再按“登记答复”。' : '除了下面没有记下的，都记下了。'}
      >
        <FileField
          label="答复文件"
          hint={`CSV，首行依次为${columns.join('、')}；结果写一致、不一致或查无此人，一户的人要写全`}
          most={MOST_BYTES}
          onChoose={(chosen, said) => {
            setFile(chosen);
            setWhy(said);
            setFound([]);
            setAnswered(undefined);
          }}
        />
        {why && <p className="fault">{why}</p>}
        <button
          type="button"
          onClick={() =>
            download(
              `${of.number}答复.csv`,
              csvOf([columns, ...asked.map((row) => [of.number, String(row), '', '', ''])]),
            )
          }
        >
          下载待填的答复（{asked.length} 行）
        </button>
        {answered && (
          <>
            <Rows
              of={[
                ['一致', `${answered.body.consistent} 户`],
                ['不一致', `${answered.body.differs} 户`],
                ['查无此人', `${answered.body.notFound} 户`],
                ['还没有答复', `${answered.body.open} 户`],
              ]}
            />
            <LeftOut of={answered.body.left} title="没有记下的" />
          </>
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
