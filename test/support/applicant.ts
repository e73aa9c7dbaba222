import { photos } from '../../shared/attachments/photos.fixture.ts';
import { incomingKey } from '../../shared/attachments/upload.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { household } from './household.ts';
import { type Ask, type ask, mailed, step, told } from './journey.ts';
import type { MemoryApp } from './memory/app.ts';

/** An application as an ordinary one is filled in: of the n-th household, by the worker. */
export function filledIn(n: number) {
  const { worker, members } = household(n);
  return {
    by: 'self' as const,
    worker: {
      name: worker.name,
      idNumber: worker.idNumber,
      telephone: worker.mobile as string,
      employer: worker.employer,
      homeAddress: worker.homeAddress,
    },
    division: '530102',
    union: '530000/530100/530102/U0001',
    people: 2,
    monthlyIncome: 60_000,
    othersIncome: 0,
    members: members.map(({ name, relation, idNumber }) => ({ name, relation, idNumber })),
    situations: ['illness' as const],
    statement: '丈夫得了心血管病，今年住院两次。',
  };
}

/** Somebody who applies, as their mini-program asks for them. */
export class Applicant {
  readonly app: MemoryApp;
  readonly mail: string;
  session = '';
  id = '';
  receipt = '';

  constructor(app: MemoryApp, mail = 'li@example.cn') {
    this.app = app;
    this.mail = mail;
  }

  /** The code that went to their mailbox last. */
  async code(): Promise<string> {
    await mailed(this.app);
    const mail = this.app.relay.sent.filter(({ to }) => to === this.mail).at(-1);
    const code = /(\d{3}) (\d{3})/.exec(mail?.text ?? '');
    if (!code) throw new Error('no code was sent');
    return `${code[1]}${code[2]}`;
  }

  async opened(): Promise<void> {
    const begun = await told<AnswerOf<'beginApplicant'>>(this.app, 'beginApplicant', { body: { mail: this.mail } });
    this.session = begun.session;
    const params = { session: this.session };
    await told(this.app, 'openApplicant', { params, body: { code: await this.code() } });
  }

  async started(): Promise<void> {
    const { id } = await this.own<{ id: string }>('startApplication', { body: {} });
    this.id = id;
  }

  /** What is asked of their own application. */
  own<T = Record<string, unknown>>(operation: Parameters<typeof ask>[1], call: Ask = {}): Promise<T> {
    return told<T>(this.app, operation, { ...call, params: { session: this.session, id: this.id, ...call.params } });
  }

  read(): Promise<AnswerOf<'getOwnApplication'>> {
    return this.own('getOwnApplication');
  }

  async saved(content: object): Promise<void> {
    const { version } = await this.read();
    await this.own('saveApplication', { headers: { 'if-match': `"${version}"` }, body: content });
  }

  /** A photo of a paper, looked at and accepted. */
  async paper(kind = '诊断证明复印件', file: Buffer = photos.baseline as Buffer): Promise<string> {
    const { paper } = await this.own<{ paper: string }>('addPaper', { body: { kind } });
    await this.arrived(paper, file);
    return paper;
  }

  async arrived(paper: string, file: Buffer = photos.baseline as Buffer): Promise<void> {
    const key = incomingKey(this.id, paper);
    this.app.s3.objects.set(key, { body: file, contentType: 'application/octet-stream' });
    const object = { key, size: file.length, 'version-id': '1' };
    await step(this.app, 'attachment-check', { detail: { bucket: { name: 'documents' }, object } });
  }

  async handedIn(content: object = filledIn(1)): Promise<void> {
    await this.opened();
    await this.started();
    await this.saved(content);
    await this.submitted();
  }

  async submitted(): Promise<void> {
    const { disclosure } = await told<AnswerOf<'getApplicationTerms'>>(this.app, 'getApplicationTerms', {});
    const body = { disclosure: disclosure.version, digest: disclosure.digest, agreed: true, sensitive: true };
    this.receipt = (await this.own<{ receipt: string }>('handInApplication', { body })).receipt;
  }
}
