import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { refusalReasons } from '../../../shared/application/application.ts';
import { paperTitles } from '../../../shared/contract/titles.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { DeedForm, SelectField, TextArea } from '../../parts/deed-form.tsx';
import { KeptAbout } from '../../parts/kept-fields.ts';
import { Lines, Rows } from '../../parts/rows.tsx';
import { Empty, ErrorText, Reading } from '../../parts/states.tsx';
import { UnionPicker } from '../../parts/union-picker.tsx';
import { linkTo, paths, useRoute } from '../../route.ts';
import { useSession } from '../../session.ts';
import { ShowAgain } from './show.tsx';

type Read = AnswerOf<'getApplication'>;

/** One application: all that was filled in, and what can be done about it. */
export function ApplicationScreen({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const found = useQuery({
    queryKey: ['application', id],
    queryFn: async () => (await client.call('getApplication', { params: { id } })).body,
  });
  return (
    <>
      <p>
        <a href={linkTo(paths.applications)}>回到职工的申请</a>
      </p>
      <Reading title="一件申请" of={found} />
      {found.data && <Application of={found.data} />}
    </>
  );
}

const contacts = {
  mail: '邮箱：询问、接收都会写信告诉他',
  message: '手机：询问、接收都会发短信告诉他',
  presence: '当面申请，没有留联系方式：请打电话',
} as const;
const kinds = { question: '问', answer: '答', refusal: '不接收', withdrawal: '撤回' } as const;

function Application({ of }: { of: Read }): ReactNode {
  const { content, said, due } = of;
  const { worker, helper, members = [] } = content;
  const fen = (value: number | undefined) => value !== undefined && formatFen(value);
  return (
    <>
      <h1>{worker?.name ?? '还没有填姓名'}的申请</h1>
      <p className="verdict">
        {of.standingTitle}
        {due !== null && `，请在${dateInWords(due)}以前接收、询问或者答复`}
      </p>
      {of.dossier && (
        <p>
          已经成为一份档案：<a href={linkTo(paths.dossier(of.dossier))}>打开</a>
        </p>
      )}
      <Rows
        of={[
          ['谁来申请', content.by === 'other' ? '替别人申请' : content.by && '本人'],
          ['代申请人', helper && `${helper.name}，${helper.relation}，电话 ${helper.telephone}`],
          ['身份证号', worker?.idNumber],
          ['电话', worker?.telephone],
          ['家庭住址', worker?.homeAddress],
          ['工作单位', worker?.employer],
          ['县（市、区）', of.divisionName],
          ['人口', content.people && `${content.people} 人`],
          ['本人每月收入', fen(content.monthlyIncome)],
          ['其他人每月收入', fen(content.othersIncome)],
          [
            '其他成员',
            members.length > 0 && (
              <Lines
                of={members.map(({ name, relation, idNumber }) =>
                  [relation, name, idNumber].filter(Boolean).join('，'),
                )}
              />
            ),
          ],
          ['家里的情况', of.situationTitles.join('；')],
          ['自己写的', content.statement],
          ['归哪个工会', of.union],
          ['提交', of.submittedOn && dateInWords(of.submittedOn)],
          ['回执编号', of.receipt],
          ['同意', of.agreed && `${dateInWords(of.agreed.on)}同意告知书 ${of.agreed.version} 版`],
          ['怎样联系', contacts[of.contact]],
        ]}
      />
      <p className="soft">身份证号接收以后在填表里看全的。</p>
      <Papers of={of} />
      {said.length > 0 && (
        <section aria-labelledby="said">
          <h2 id="said">问答</h2>
          <Rows
            of={said.map(({ kind, on, text, by, shownBy }, n) => [
              `${n + 1}. ${dateInWords(on)}，${by ?? '申请人'}${kinds[kind]}${shownBy ? `（${shownBy}当面打开的）` : ''}`,
              text,
            ])}
          />
        </section>
      )}
      <Deeds of={of} />
    </>
  );
}

function Papers({ of }: { of: Read }): ReactNode {
  const { client } = useSession();
  const [fault, setFault] = useState<unknown>();
  const open = async (paper: string) => {
    setFault(undefined);
    try {
      const { url } = (await client.call('getPaper', { params: { id: of.id, paper } })).body;
      window.location.assign(url);
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">材料</h2>
      {of.papers.length === 0 && <Empty>没有传材料。</Empty>}
      <ul>
        {of.papers.map(({ id, kind, status, why }) => (
          <li key={id}>
            {kind}：{why ?? paperTitles[status]}{' '}
            {status === 'accepted' && (
              <button type="button" onClick={() => void open(id)}>
                下载{kind}
              </button>
            )}
          </li>
        ))}
      </ul>
      {fault !== undefined && <ErrorText error={fault} />}
    </section>
  );
}

function Deeds({ of: { id, may, orgPath, dossier } }: { of: Read }): ReactNode {
  const { client } = useSession();
  const [, go] = useRoute();
  const [to, setTo] = useState('');
  const params = { id };
  return (
    <KeptAbout value={id}>
      {may.includes('takeOver') && (
        <DeedForm
          title={dossier === null ? '接收' : '接收没有办完'}
          button={dossier === null ? '接收，去填表' : '接着办，去填表'}
          send={async (_, key) => client.call('takeOverApplication', { params, body: {}, key })}
          onDone={() => go(paths.form(id))}
        >
          <p>
            {dossier === null
              ? '成为您工会的一份草稿，档案表照申请填好；申请人自己的同意、收下的材料都带过去。您就是建档人。'
              : '草稿有了，材料和填好的档案表还没有全带过去。'}
          </p>
        </DeedForm>
      )}
      {may.includes('ask') && (
        <DeedForm
          title="询问申请人"
          isAside={may.includes('takeOver')}
          button="询问"
          said="问了，等他答复；答复以后期限重新算。"
          send={(fields, key) =>
            client.call('askApplicant', { params, body: { text: String(fields.get('text')) }, key })
          }
        >
          <TextArea name="text" label="问什么" hint="他在申请页上看、在那里答复；不要写是不是建过档" />
        </DeedForm>
      )}
      {may.includes('forward') && (
        <DeedForm
          title="转给别的工会"
          isAside
          button="转给"
          said="转给了，由那个工会接收。"
          send={async (_, key) => {
            if (to === '') throw new Error('请选转给哪个工会。');
            if (to === orgPath) throw new Error('申请已经在这个工会。');
            return client.call('forwardApplication', { params, body: { orgPath: to }, key });
          }}
        >
          <UnionPicker label="转给哪个工会" value={to} onPick={setTo} reach="province" />
        </DeedForm>
      )}
      {may.includes('refuse') && (
        <DeedForm
          title="不接收"
          isAside
          button="不接收"
          send={(fields, key) => {
            const reason = String(fields.get('reason')) as keyof typeof refusalReasons;
            return client.call('refuseApplication', {
              params,
              body: { reason, words: String(fields.get('words')) },
              key,
            });
          }}
        >
          <SelectField name="reason" label="为什么" of={Object.entries(refusalReasons)} />
          <TextArea name="words" label="写给申请人的话" hint="他看得到。不要写是不是建过档：不知道看的人是不是本人" />
        </DeedForm>
      )}
      {may.includes('show') && <ShowAgain id={id} />}
    </KeptAbout>
  );
}
