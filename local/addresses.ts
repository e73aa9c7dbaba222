import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a running cloud is found. */
export interface Addresses {
  /** The stage of the API, as under a domain of its own. */
  api: string;
  /** Control API, mailbox and the AWS services. */
  local: string;
  issuer: string;
  pid: number;
}

/** Writes `<data>/addresses.json`; never half a file, whenever someone looks. */
export function writeAddresses(dataDir: string, addresses: Addresses): void {
  const file = join(dataDir, 'addresses.json');
  writeFileSync(`${file}.new`, JSON.stringify(addresses));
  renameSync(`${file}.new`, file);
}
