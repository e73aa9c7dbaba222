import { expect, test, vi } from 'vitest';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { MailItem } from '../../shared/registry/mails.ts';
import { people, step, told } from '../../test/support/journey.ts';
import { onFile } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

test('请签字的信上换成了同一份档案另一封的收件人：不发给他，换回来才发', async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  const { app, journey } = await onFile();
  const body = { ...(exchangeOf('makePlan').example as object), signatureMail: 'worker@example.cn' };
  await told(app, 'makePlan', { as: people.registrar, params: { id: journey.id }, body });
  const waiting = app.dynamoDb.all<MailItem>().filter(({ sk, status }) => sk === 'MAIL' && status === 'toSend');
  const of = (kind: string) => waiting.find(({ matter }) => matter.kind === kind) as MailItem;
  const [toRegistrar, toWorker] = [of('registered'), of('planToSign')];
  const mail = { mailId: toWorker.pk.slice('MAIL#'.length) };
  app.dynamoDb.put({ ...toWorker, to: toRegistrar.to });
  app.relay.sent.length = 0;
  expect(await step(app, 'mailer', queueEvent(mail))).toEqual({ batchItemFailures: [expect.anything()] });
  expect(app.relay.sent).toEqual([]);
  app.dynamoDb.put({ ...toWorker });
  await step(app, 'mailer', queueEvent(mail));
  expect(app.relay.sent.map(({ to }) => to)).toEqual(['worker@example.cn']);
});
