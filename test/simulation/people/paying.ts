import type { Client } from '../../../shared/contract/client.ts';
import type { Chance } from '../chance.ts';
import type { Checks } from '../checks.ts';
import type { World } from '../world.ts';

export const DAY_MS = 86_400_000;

/** What is written about who is paid, which nobody else may find. */
export const payers = { note: '由其妻代领', bounced: '户名不符，卡已挂失' };

/** Somebody who pays, with what they have at hand. */
export interface Payer {
  world: World;
  checks: Checks;
  chance: Chance;
  who: string;
  as: Client;
  orgPath: string;
}

/** A file as an office hands it in (CSV, base64). */
export const fileOf = (heading: string, rows: readonly string[]): string =>
  Buffer.from([heading, ...rows, ''].join('\r\n')).toString('base64');
