import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { DeedForm } from '../../parts/deed-form.tsx';
import { Empty, ErrorText, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Detail } from './detail.ts';

type Sheet = AnswerOf<'getEntrySheet'>;

/** 录入: the household in the order of the national system, each value to be copied; then 已录入. */
export function EntryTab({ of }: { of: Detail }): ReactNode {
  const { client } = useSession();
  const { id, entered, formInForce, documents } = of;
  const action = of.actions.find((each) => each.action === 'recordEntered');
  const mayRead = action?.denied?.kind !== 'role';
  const isIssued = documents.length > 0;
  const sheet = useQuery({
    queryKey: ['entry-sheet', id, formInForce],
    enabled: mayRead && isIssued,
    queryFn: async () => (await client.call('getEntrySheet', { params: { id } })).body,
  });
  return (
    <>
      <p>
        {entered
          ? `${entered.byName}于${momentInWords(entered.at)}录入：第 ${entered.form} 份档案表，第 ${entered.plan} 版帮扶计划。`
          : '还没有录入工会帮扶工作管理系统。'}
      </p>
      {!isIssued && <Empty>帮扶计划签字、发卡以后录入，那时这里有录入单。</Empty>}
      {isIssued && !mayRead && <Empty>录入由建档人办，录入单里有全号码，只给建档人看。</Empty>}
      {isIssued && mayRead && sheet.isPending && <Waiting />}
      {sheet.isError && <ErrorText error={sheet.error} again={() => void sheet.refetch()} />}
      {sheet.data && <Parts of={sheet.data} />}
      {sheet.data && action?.denied === null && <Record id={id} of={sheet.data} />}
      {sheet.data && action?.denied && <p className="soft">{action.denied.reason}</p>}
    </>
  );
}

function Parts({ of: { form, plan, parts } }: { of: Sheet }): ReactNode {
  const [copied, setCopied] = useState('');
  return (
    <>
      <p className="soft">
        照第 {form} 份档案表、第 {plan}{' '}
        版帮扶计划。那个系统的各屏没有公开，先后照《困难职工档案表》推定；顺序不同的，逐栏找。
      </p>
      <p role="status">{copied}</p>
      <p>
        <button type="button" onClick={() => print()}>
          打印录入单
        </button>
      </p>
      {parts.map((part) => (
        <section key={part.title}>
          <h3>{part.title}</h3>
          <table className="list">
            <thead>
              <tr>
                <th scope="col">哪一栏</th>
                <th scope="col">录什么</th>
                <th scope="col" className="screen-only">
                  复制
                </th>
              </tr>
            </thead>
            <tbody>
              {part.fields.map(({ title, value }) => (
                <tr key={title}>
                  <th scope="row">{title}</th>
                  <td data-label="录什么">{value === '' ? <span className="soft">没有</span> : value}</td>
                  <td data-label="复制" className="screen-only">
                    {value !== '' && (
                      <button
                        type="button"
                        aria-label={`复制${part.title}的${title}`}
                        onClick={() => void copy(value).then((done) => setCopied(saidOf(done, title)))}
                      >
                        复制
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}

const saidOf = (done: boolean, title: string): string =>
  done ? `已复制：${title}` : `没有复制成：${title}，请选中文字，按 Ctrl+C`;

/** Old browsers, and pages that are not served securely, give no clipboard. */
async function copy(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}

function Record({ id, of: { form, plan } }: { id: string; of: Sheet }): ReactNode {
  const { client } = useSession();
  return (
    <DeedForm
      title="已录入"
      button="全部录好了"
      said="已经记下：由您录入。"
      send={(_, key) => client.call('recordEntered', { params: { id }, key, body: { form, plan } })}
    >
      <p>各栏都在工会帮扶工作管理系统里录好、存好了，再点这里。以后据以在册的档案表换了，会再列入待办。</p>
    </DeedForm>
  );
}
