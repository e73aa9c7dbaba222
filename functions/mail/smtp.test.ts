import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { memorySecrets } from '../../test/support/memory/aws.ts';
import { isRefusedForGood, isRelayDown, openRelay } from './smtp.ts';

/** What the relay says to a command; what is not here it takes. */
let answers: Record<string, string> = {};
let server: Server;
let relayOf: MemoryApp;

beforeAll(async () => {
  server = createServer(converse);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const app = memoryApp();
  const smtp = JSON.stringify({ host: '127.0.0.1', port, secure: false, user: 'u', password: 'p' });
  relayOf = Object.assign(app, {
    edge: { ...app.edge, mail: undefined, secrets: memorySecrets({ smtp }) },
    setting: () => 'smtp',
  });
});
afterAll(() => void server.close());
beforeEach(() => {
  answers = {};
});

/** A relay as simple as they come: one command a line, and a mail until a line with a full stop. */
function converse(socket: Socket): void {
  let isInMail = false;
  const say = (line: string) => void socket.write(`${line}\r\n`);
  say('220 relay');
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    for (const line of chunk.toString('utf8').split('\r\n').slice(0, -1)) {
      if (isInMail && line !== '.') continue;
      const command = isInMail ? 'MESSAGE' : (/^(MAIL|RCPT|[A-Z]+)/.exec(line)?.[0] ?? '');
      isInMail = command === 'DATA' && answers.DATA === undefined;
      if (command === 'EHLO') say('250-relay\r\n250 AUTH PLAIN');
      else say(answers[command] ?? { AUTH: '235 in', DATA: '354 go on', QUIT: '221 bye' }[command] ?? '250 taken');
    }
  });
}

/** What becomes of a mail: taken, given up, tried by the queue with all others, or left to the next morning. */
async function became(said: Record<string, string>): Promise<'taken' | 'givenUp' | 'relayDown' | 'left'> {
  answers = said;
  const relay = await openRelay(relayOf, 1);
  try {
    await relay.deliver('m1', 'somebody@example.cn', { subject: 's', text: 't', html: '<p>t</p>' });
    return 'taken';
  } catch (error) {
    if (isRefusedForGood(error)) return 'givenUp';
    return isRelayDown(error) ? 'relayDown' : 'left';
  } finally {
    relay.close();
  }
}

describe('中继怎样说，信就怎样', () => {
  it('收下的，发出了', async () => {
    expect(await became({})).toBe('taken');
  });

  it.each(['550 5.1.1 no such mailbox', '559 invalid rcptto', '551 user not local'])(
    '不收这一个收件人的（%s），放弃：再发也一样',
    async (said) => {
      expect(await became({ RCPT: said })).toBe('givenUp');
    },
  );

  it.each(['553 sender is not verified', '550 account is suspended', '554 over the quota of the day'])(
    '不收这个发件人的（%s），谁的信也发不出：等它好，一封也不放弃',
    async (said) => {
      expect(await became({ MAIL: said })).toBe('relayDown');
    },
  );

  it.each(['550 5.7.1 relaying denied', '554 5.7.1 sending is blocked for this account'])(
    '因为它自己的规矩不转的（%s），不怪收件人的地址：留到早上再试',
    async (said) => {
      expect(await became({ RCPT: said })).toBe('left');
    },
  );

  it.each(['552 5.2.2 mailbox is full', '552 over quota', '550 5.2.2 over quota'])(
    '收件人的邮箱满了的（%s），腾得出来：留到早上再试',
    async (said) => {
      expect(await became({ RCPT: said })).toBe('left');
    },
  );

  it.each([
    { MAIL: '450 too many mails this hour' },
    { RCPT: '452 mailbox full' },
    { DATA: '554 no transaction' },
    { MESSAGE: '554 looks like spam' },
  ])('别的（%j），留到早上再试', async (said) => {
    expect(await became(said)).toBe('left');
  });

  it.each([{ AUTH: '535 wrong password' }, { MAIL: '421 closing' }])(
    '不让登录、要断开的（%j），等它好',
    async (said) => {
      expect(await became(said)).toBe('relayDown');
    },
  );
});
