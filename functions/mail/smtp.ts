import type { App, MailTransport } from '../../shared/services/app.ts';
import { secret } from '../../shared/services/services.ts';
import type { Mail } from './letters/mail.ts';

/** What the operator puts into the SMTP secret. `secure`: TLS from the first byte (port 465). */
interface Smtp {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  password: string;
}

function smtpOf(secret: string): Smtp {
  const { host, port, secure, user, password } = JSON.parse(secret) as Partial<Smtp>;
  const complete =
    host && Number.isInteger(port) && typeof secure === 'boolean' && user !== undefined && password !== undefined;
  if (!complete) throw new Error('the SMTP secret is not filled in');
  return { host, port: port as number, secure, user, password };
}

const TIMEOUT_MS = 10_000;

/** The way to the mail relay, with its connections. */
export interface Relay {
  /** Hands a mail over. The same mail always has the same Message-ID, so that a mailbox can drop a repeat. */
  deliver(mailId: string, address: string, mail: Mail): Promise<void>;
  close(): void;
}

/** Opens the way to the relay for as many mails as there are, over so many connections at most. */
export async function openRelay(app: App, connections: number): Promise<Relay> {
  const { sender, senderName } = app.profile.mail;
  const transport = app.edge.mail?.(connections) ?? (await transportOf(app, connections));
  return {
    async deliver(mailId, address, mail) {
      await transport.sendMail({
        from: { name: senderName, address: sender },
        to: { name: '', address },
        messageId: `<${mailId}@${sender.split('@')[1]}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...mail,
      });
    },
    close: () => transport.close(),
  };
}

async function transportOf(app: App, connections: number): Promise<MailTransport> {
  // Its two parts by name: createTransport brings along every other way to send, and of those there is none here.
  const [{ default: Mailer }, { default: SMTPPool }] = await Promise.all([
    import('nodemailer/lib/mailer'),
    import('nodemailer/lib/smtp-pool'),
  ]);
  const { host, port, secure, user, password } = smtpOf(await secret(app, 'SMTP_SECRET_ARN'));
  const options = {
    maxConnections: connections,
    host,
    port,
    secure,
    auth: { user, pass: password },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return new Mailer(new SMTPPool(options), options);
}

/** What nodemailer says of a failure: at which command, and what the relay answered. */
interface Refusal {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

const isPermanent = ({ responseCode }: Refusal): boolean => responseCode !== undefined && responseCode >= 500;

/**
 * Permanent in their number, and not of the address: a refusal out of policy (RFC 3463, X.7), which is the sender's or the
 * relay's, and a mailbox that is full (X.2.2; 552, which RFC 5321 4.5.3.1.10 has taken as temporary).
 */
const passes = /^(552\b|\d{3}[ -]5\.(7\.|2\.2\b))/;

/** The relay knows no such recipient; anything else may go better later. */
export function isRefusedForGood(error: unknown): boolean {
  const refusal = error as Refusal;
  return refusal.command === 'RCPT TO' && isPermanent(refusal) && !passes.test(refusal.response ?? '');
}

/**
 * The relay takes nothing from anybody now: no connection, no sign-in, 421 whenever in the session; or it refuses the
 * sender, who is the same of every mail: not verified any more, suspended, over its quota.
 */
export function isRelayDown(error: unknown): boolean {
  const refusal = error as Refusal;
  if (refusal.responseCode === 421) return true;
  if (refusal.command === 'MAIL FROM') return isPermanent(refusal);
  return refusal.code !== undefined && relayErrors.includes(refusal.code);
}

const relayErrors = ['ECONNECTION', 'ECONNREFUSED', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EAUTH', 'EPROTOCOL'];
