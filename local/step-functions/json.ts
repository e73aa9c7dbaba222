/** A JSON value, the only thing that passes between states. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type JsonObject = { [key: string]: Json };

/** How many bytes the value takes as UTF-8 JSON, which is what the service's quotas count. */
export function jsonBytes(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}
