import { type ReactNode, useState } from 'react';
import type { AnswerOf, QueryOf } from '../../../shared/contract/types.ts';
import { Choice, DeedForm, TextField } from '../../parts/deed-form.tsx';
import { bytesOf, download } from '../../parts/files.ts';
import { useSession } from '../../session.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The list as it is narrowed, as workbooks: as many files as it takes, each saved as it comes. */
export function ExportList({ query }: { query: QueryOf<'listDossiers'> }): ReactNode {
  const { client, me } = useSession();
  const [whole, setWhole] = useState(false);
  const [done, setDone] = useState({ files: 0, rows: 0 });
  const mayWhole = me.may.includes('exportNumbers');
  const send = async (fields: FormData) => {
    const numbers = fields.get('numbers') === 'whole' ? { reason: String(fields.get('reason')) } : null;
    const { limit: _, ...asked } = query as QueryOf<'listDossiers'> & { limit?: unknown };
    let last: AnswerOf<'exportDossiers'> | undefined;
    let [files, rows] = [0, 0];
    do {
      const cursor = last?.cursor == null ? {} : { cursor: last.cursor };
      last = (await client.call('exportDossiers', { query: { ...asked, ...cursor }, body: { numbers } })).body;
      files += 1;
      rows += last.rows;
      setDone({ files, rows });
      download(files === 1 ? last.name : last.name.replace('.xlsx', `-第${files}份.xlsx`), bytesOf(last.file), xlsx);
    } while (last.cursor !== null);
  };
  return (
    <details>
      <summary>导出为 Excel</summary>
      <DeedForm
        title="导出为 Excel"
        button="导出"
        send={send}
        said={`已经存到您的电脑：${done.files} 个文件，${done.rows} 户。`}
        onChange={() => setDone({ files: 0, rows: 0 })}
      >
        <p>
          导出的是现在筛出来的各户，两千户一个文件。谁、何时、为什么导出，印在表的最上面，也记入各户的查阅。用完请从电脑里删掉。
        </p>
        {mayWhole ? (
          <>
            <Choice
              name="numbers"
              label="身份证号、银行卡号和姓名"
              defaultValue="masked"
              of={[
                ['masked', '遮盖'],
                ['whole', '全号码'],
              ]}
              onPick={(value) => setWhole(value === 'whole')}
            />
            {whole && <TextField name="reason" label="为什么要全号码" hint="如：交开户银行核对账户" maxLength={100} />}
          </>
        ) : (
          <p className="soft">姓名、身份证号和银行卡号是遮盖的；要全号码的，请审核人导出。</p>
        )}
      </DeedForm>
    </details>
  );
}
