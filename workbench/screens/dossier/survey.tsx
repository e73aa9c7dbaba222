import type { ReactNode } from 'react';
import { surveyOutcomeTitles } from '../../../shared/contract/titles.ts';
import type { BodyOf } from '../../../shared/contract/types.ts';
import { isApplication } from '../../../shared/matters/course.ts';
import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { Choice, DeedForm, TextArea, TextField } from '../../parts/deed-form.tsx';
import { Adding, AddingSignature } from '../../parts/papers.tsx';
import { Rows } from '../../parts/rows.tsx';
import { namesIn } from '../../parts/said.ts';
import { Empty } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import { Answers, Deliberation } from './checked.tsx';
import type { Detail } from './detail.ts';

/** 入户调查: what was found, or the form to record it. */
export function SurveyTab({ of }: { of: Detail }): ReactNode {
  const { me } = useSession();
  const { survey, numbersOpened, matter } = of;
  const waits = matter.outcome === null && matter.stage === 'survey';
  return (
    <>
      {survey && (
        <Rows
          of={[
            ['入户日期', dateInWords(survey.surveyedOn)],
            ['调查人', survey.surveyors.join('、')],
            ['结论', surveyOutcomeTitles[survey.outcome]],
            ['意见', survey.opinion],
          ]}
        />
      )}
      {!survey && !waits && <Empty>还没有到入户调查这一步。</Empty>}
      {waits && me.may.includes('recordSurvey') && <SurveyForm of={of} />}
      {waits && !me.may.includes('recordSurvey') && <Empty>等入户调查人登记结论。</Empty>}
      <Deliberation of={of} />
      {of.checking.length > 0 && (
        <>
          <h3>核对家庭经济状况</h3>
          <Answers of={of} />
        </>
      )}
      {numbersOpened.length > 0 && (
        <>
          <h3>打开过全户身份证号的</h3>
          <ul>
            {numbersOpened.map(({ at, byName, reason }) => (
              <li key={at}>
                {momentInWords(at)}，{byName}：{reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function SurveyForm({ of }: { of: Detail }): ReactNode {
  const { id, matter, form, submittedForm, assessment, survey, actions } = of;
  const { client, me, today } = useSession();
  const questions = assessment?.surveyQuestions ?? [];
  const denied = actions.find(({ action }) => action === 'recordSurvey')?.denied;
  // Confirmed already: what was ruled to be another dossier's household can be sent back all the same, and nothing else.
  const isGivenBack = survey?.outcome === 'confirmed';
  if (isGivenBack && denied) return <Empty>{denied.reason}</Empty>;
  const outcomes = Object.entries(surveyOutcomeTitles).filter(
    ([outcome]) => (!isGivenBack || outcome === 'return') && (outcome !== 'reject' || isApplication(matter)),
  );
  const send = (fields: FormData, key: string) => {
    const body = {
      matter: matter.matter,
      form: (submittedForm ?? form)?.number ?? 0,
      surveyedOn: String(fields.get('surveyedOn')),
      surveyors: namesIn(fields, 'surveyors'),
      outcome: String(fields.get('outcome')) as Body['outcome'],
      opinion: String(fields.get('opinion')),
      answers: Object.fromEntries(
        questions.flatMap(({ asks }) => (fields.has(asks) ? [[asks, fields.get(asks) === 'yes']] : [])),
      ),
    };
    return client.call('recordSurvey', { params: { id }, key, body });
  };
  return (
    <DeedForm title={isGivenBack ? '退回' : '登记入户调查'} button={isGivenBack ? '退回' : '登记结论'} send={send}>
      {isGivenBack && (
        <p>入户调查已有结论。这一户已裁定与另一份档案为同一户，不再往下办：审核人要合并的，在这里退回。</p>
      )}
      <TextField name="surveyedOn" label="入户日期" type="date" defaultValue={today()} max={today()} />
      <TextField name="surveyors" label="调查人" hint="两人以上的，姓名之间用顿号隔开" defaultValue={me.name} />
      {questions.map(({ asks, question }) => (
        <Choice
          key={asks}
          name={asks}
          label={question}
          of={[
            ['yes', '是'],
            ['no', '否'],
          ]}
        />
      ))}
      <Choice name="outcome" label="调查结论" of={outcomes} {...(isGivenBack ? { defaultValue: 'return' } : {})} />
      <TextArea name="opinion" label="调查意见" hint="看到了什么，与档案表是否一致；请勿写身份证号、银行卡号" />
      <fieldset>
        <legend>照片和签字（可以没有）</legend>
        <Adding of={of} kinds={['入户调查照片']} />
        <AddingSignature of={of} kind="入户调查签字" name="被调查人签字" />
        <Kept of={of} />
      </fieldset>
    </DeedForm>
  );
}

/** What was added here and taken; it stands among the dossier's attachments. */
function Kept({ of: { attachments } }: { of: Detail }): ReactNode {
  const kept = attachments.filter(({ kind, state }) => state === 'accepted' && kind.startsWith('入户调查'));
  if (kept.length === 0) return null;
  return (
    <ul>
      {kept.map(({ id, kind, name }) => (
        <li key={id}>
          {kind}：{name}
        </li>
      ))}
    </ul>
  );
}

type Body = BodyOf<'recordSurvey'>;
