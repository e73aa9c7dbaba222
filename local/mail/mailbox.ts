import type { Store } from '../store.ts';

export interface Mail {
  id: number;
  /** Virtual time of receipt, ISO in UTC. */
  at: string;
  from: string;
  /** The envelope's recipients: whom it really went to. */
  to: string[];
  subject: string;
  text: string;
  /** Null for a mail without an HTML part. */
  html: string | null;
  messageId: string | null;
}

export interface NewMail extends Omit<Mail, 'id' | 'at'> {
  /** Virtual ms. */
  receivedAt: number;
  raw: Buffer;
}

export interface MailFilter {
  /** One recipient's address, in any case. */
  to?: string | undefined;
  /** Virtual ms; mails received then or later. */
  since?: number | undefined;
}

const COLUMNS = 'id, received_at, sender, recipients, subject, text, html, message_id';

/** Every mail ever accepted, raw and read. */
export class Mailbox {
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
    store.db.exec(`
      CREATE TABLE IF NOT EXISTS mail (
        id INTEGER PRIMARY KEY AUTOINCREMENT, received_at INTEGER NOT NULL, sender TEXT NOT NULL,
        recipients TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT, message_id TEXT,
        raw BLOB NOT NULL);
    `);
  }

  add(mail: NewMail): void {
    this.store.db
      .prepare(
        `INSERT INTO mail (received_at, sender, recipients, subject, text, html, message_id, raw)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        Math.round(mail.receivedAt),
        mail.from,
        JSON.stringify(mail.to),
        mail.subject,
        mail.text,
        mail.html,
        mail.messageId,
        mail.raw,
      );
  }

  find(id: number): Mail | undefined {
    const row = this.store.db.prepare(`SELECT ${COLUMNS} FROM mail WHERE id = ?`).get(id);
    return row && read(row);
  }

  /** Newest first. */
  list({ to, since }: MailFilter): Mail[] {
    return this.store.db
      .prepare(
        `SELECT ${COLUMNS} FROM mail
         WHERE received_at >= ?1
           AND (?2 IS NULL OR EXISTS (SELECT 1 FROM json_each(recipients) WHERE lower(value) = lower(?2)))
         ORDER BY id DESC`,
      )
      .all(since ?? Number.MIN_SAFE_INTEGER, to ?? null)
      .map(read);
  }
}

function read(row: Record<string, unknown>): Mail {
  return {
    id: row.id as number,
    at: new Date(row.received_at as number).toISOString(),
    from: row.sender as string,
    to: JSON.parse(row.recipients as string) as string[],
    subject: row.subject as string,
    text: row.text as string,
    html: row.html as string | null,
    messageId: row.message_id as string | null,
  };
}
