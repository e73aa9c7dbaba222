import { authorizationPaper } from '../../shared/checking/authorization.ts';
import { type CheckSource, checkResults, checkSources } from '../../shared/checking/sources.ts';
import { staffMember } from '../people.ts';
import { type Case, check, csv } from './case.ts';
import type { World } from './course.ts';

/** 核对: everybody of age signs, each office gets its file and answers; what one knows otherwise is explained and looked into. */
export async function checked(own: Case, { clock, enter, files }: World): Promise<void> {
  enter('核对');
  const [paper] = files;
  check(paper !== undefined, '没有可以上传的文件');
  await own.attach([{ ...paper, kind: authorizationPaper, name: '核对授权书.pdf' }]);
  await clock.rest();
  await authorize(own, clock.today);
  const differs: CheckSource | null = own.household.incident === 'checkDiffers' ? 'vehicles' : null;
  for (const { source } of (await own.expect('checking')).checking) {
    await checkedWith(own, source, clock.today, source === differs ? '登记有三轮摩托车一辆' : null);
  }
  await clock.rest();
  if (differs === null) return;
  const { checking, matter } = await own.expect('checking');
  const open = checking.filter(({ result }) => result !== 'consistent');
  check(open.length === 1 && open[0]?.result === 'differs', '没有记下不一致的答复');
  const params = { id: own.id };
  const of = { matter: matter.matter, source: differs };
  const statement = '是残疾人代步车，妻子去透析时坐，不营运。';
  const told = { ...of, toldOn: clock.today, statement, evidence: [] };
  await own.registrar.call('explainCheck', { params, body: told });
  const ruled = { ...of, outcome: 'exception', opinion: '入户看过车，属实。' } as const;
  // Whoever read the answers in does not rule on them; the county has nobody else.
  await own.above.call('ruleCheck', { params, body: ruled });
  await clock.rest();
}

/** Everybody's authorization, on one paper. */
async function authorize({ id, registrar }: Case, on: string): Promise<void> {
  const { matter, attachments, authorizations } = await registrar.dossier(id);
  const paper = attachments.find(({ kind, state }) => kind === authorizationPaper && state === 'accepted')?.id;
  check(paper != null, '授权书没有收下');
  const given = authorizations.map(({ person }) => ({ person, on, paper }));
  const body = { matter: matter.matter, authorizations: given };
  const { missing } = (await registrar.call('authorizeCheck', { params: { id }, body })).body;
  check(missing.length === 0, `授权书不全：${missing.join('、')}`);
}

/** A batch of the county for one office: out as a file, handed over, and answered. `differs`: what the office knows otherwise of the first. */
async function checkedWith(own: Case, source: CheckSource, on: string, differs: string | null): Promise<void> {
  const reviewer = own.staff('reviewer');
  const body = { orgPath: staffMember(reviewer.id).orgPath, source };
  const { check: batch, households } = (await reviewer.call('prepareCheck', { body })).body;
  check(batch !== null && households === 1, `送核对 ${households} 户，应为 1 户`);
  const params = { check: batch };
  const { file, digest } = (await reviewer.call('exportCheck', { params, body: { reason: '送核对' } })).body;
  check(file !== null && digest !== null, '没有取到核对的文件');
  const receipt = { digest, on, office: checkSources[source], number: '2026-118' };
  await reviewer.call('handOverCheck', { params, body: receipt });
  const [, ...rows] = Buffer.from(file, 'base64').toString().trim().split('\r\n');
  const answers = rows.map((row, index) => {
    const [number, n, , , idNumber = ''] = row.split(',');
    const said = index === 0 && differs !== null ? [checkResults.differs, differs] : [checkResults.consistent, ''];
    return [number, n, idNumber.trim().slice(-4), ...said].join();
  });
  const answer = csv('批号,序号,身份证号末四位,结果,不一致之处', ...answers);
  await reviewer.call('recordCheckResults', { params, body: { file: answer, dryRun: false } });
}
