import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';

/** Keeps one of oidc-provider's models (sessions, codes, grants…) in the store; times are the virtual clock's. */
export class StoreAdapter implements Adapter {
  private readonly model: string;
  private readonly store: Store;
  private readonly clock: Clock;

  constructor(model: string, store: Store, clock: Clock) {
    this.model = model;
    this.store = store;
    this.clock = clock;
  }

  static prepare(store: Store, clock: Clock): void {
    store.db.exec(`
      CREATE TABLE IF NOT EXISTS sign_in (
        model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, user_code TEXT, uid TEXT,
        expires_at INTEGER, PRIMARY KEY (model, id));
      CREATE INDEX IF NOT EXISTS sign_in_grant ON sign_in (grant_id);
    `);
    store.db.prepare('DELETE FROM sign_in WHERE expires_at <= ?').run(Math.round(clock.now()));
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    this.store.db
      .prepare(
        `INSERT INTO sign_in (model, id, payload, grant_id, user_code, uid, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id,
           user_code = excluded.user_code, uid = excluded.uid, expires_at = excluded.expires_at`,
      )
      .run(
        this.model,
        id,
        JSON.stringify(payload),
        payload.grantId ?? null,
        payload.userCode ?? null,
        payload.uid ?? null,
        expiresIn === undefined ? null : Math.round(this.clock.now() + expiresIn * 1000),
      );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.findBy('id', id);
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.findBy('user_code', userCode);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.findBy('uid', uid);
  }

  async consume(id: string): Promise<void> {
    this.store.db
      .prepare("UPDATE sign_in SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?")
      .run(Math.floor(this.clock.now() / 1000), this.model, id);
  }

  async destroy(id: string): Promise<void> {
    this.store.db.prepare('DELETE FROM sign_in WHERE model = ? AND id = ?').run(this.model, id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    this.store.db.prepare('DELETE FROM sign_in WHERE model = ? AND grant_id = ?').run(this.model, grantId);
  }

  private findBy(column: 'id' | 'user_code' | 'uid', value: string): AdapterPayload | undefined {
    const row = this.store.db
      .prepare(
        `SELECT payload FROM sign_in
         WHERE model = ? AND ${column} = ? AND (expires_at IS NULL OR expires_at > ?)`,
      )
      .get(this.model, value, Math.round(this.clock.now()));
    return row && (JSON.parse(row.payload as string) as AdapterPayload);
  }
}
