import type { APIGatewayProxyResult } from 'aws-lambda';
import { Applicant, filledIn } from '../applicant.ts';
import { ask, people, posted, told } from '../journey.ts';
import type { MemoryApp } from '../memory/app.ts';
import { aside, pageOf } from './asked.ts';

/** What a browser sends back of what it was given. */
const given = ({ headers }: APIGatewayProxyResult) => ({
  cookie: String(headers?.['Set-Cookie']).split(';')[0] as string,
});

/** What somebody sees who applies, each page as it was answered; all that is done for it is undone. */
export function applyPages(app: MemoryApp) {
  return aside(app, async () => {
    const applicant = new Applicant(app, 'applicant@example.cn');
    await applicant.opened();
    await applicant.started();
    const { id } = applicant;
    const headers = { cookie: `__Host-applicant=${applicant.session}` };
    const open = async (step: string) => pageOf(await ask(app, 'applyStepPage', { params: { id, step }, headers }));
    const save = async (step: string, fields: Record<string, string>) =>
      pageOf(await posted(app, 'saveStepByPage', { id, step }, fields, headers));
    const plain = async (operation: Parameters<typeof ask>[1]) => pageOf(await ask(app, operation, { headers }));
    const missing = await open('check');
    await applicant.saved({
      ...filledIn(61),
      union: undefined,
      by: 'other',
      people: 5,
      helper: { name: '王大明', relation: '邻居', telephone: '13900000001' },
    });
    const kind = '诊断证明复印件';
    const upload = await save('papers', { kind });
    await applicant.paper(kind);
    const [paper] = (await applicant.read()).papers.filter(({ status }) => status === 'accepted');
    const pages = {
      apply: pageOf(await ask(app, 'applyPage')),
      'apply-refused': pageOf(await posted(app, 'beginByPage', {}, { contact: '李秀英' })),
      'apply-code': pageOf(
        await ask(app, 'codePage', {
          headers: given(await posted(app, 'beginByPage', {}, { contact: 'neighbour@example.cn' })),
        }),
      ),
      'apply-code-elsewhere': pageOf(await ask(app, 'codePage')),
      'apply-wrong-code': pageOf(await posted(app, 'codeByPage', {}, { code: '000000' })),
      'apply-list': await plain('applyPage'),
      'apply-leave': await plain('leavePage'),
      'apply-closed': pageOf(await ask(app, 'applyStepPage', { params: { id, step: 'who' } })),
      'apply-who': await open('who'),
      'apply-worker': await open('worker'),
      'apply-union': await open('union'),
      'apply-family': await open('family'),
      'apply-hardship': await open('hardship'),
      'apply-income-refused': await save('income', { people: '0', monthlyIncome: '很少', othersIncome: '' }),
      'apply-papers': await open('papers'),
      'apply-upload': upload,
      'apply-drop': pageOf(
        await ask(app, 'applyStepPage', {
          params: { id, step: 'papers' },
          query: { drop: [paper?.id ?? ''] },
          headers,
        }),
      ),
      'apply-missing': missing,
      'apply-check': await open('check'),
      'apply-consent': await open('consent'),
      'apply-consent-refused': await save('consent', {}),
    };
    await applicant.submitted();
    const call = { as: people.reviewer, params: { id } };
    const shown = await told<{ url: string }>(app, 'showApplicationAgain', { ...call, body: {} });
    const session = shown.url.split('/').at(-1) as string;
    const received = await open('progress');
    await told(app, 'askApplicant', { ...call, body: { text: '现在住的房子是租的还是自己的？' } });
    return {
      ...pages,
      'apply-here': pageOf(await ask(app, 'shownApplyPage', { params: { session } })),
      'apply-received': received,
      'apply-asked': await open('progress'),
      'apply-asked-refused': await save('progress', { form: 'answer', text: '' }),
    };
  });
}
