import { dynamoDbLocal } from './dynamodb-local.ts';
import { dynoxide } from './dynoxide.ts';

/** A program that speaks DynamoDB on one port and keeps its tables in one folder. */
export interface Engine {
  name: string;
  /** The database's file in its folder: the files of one engine are nothing to another. */
  file: string;
  /** A word in its command line by which it is known. */
  mark: string;
  /** @throws Error with a Chinese sentence when something that it needs is missing. */
  command(directory: string, port: number): Command;
  /** What it needs in its database once it is up, and before anyone writes. */
  prepare?(directory: string): void;
  /** Looks at its database from beside: what this answers stays the same as long as nothing is written. */
  watch?(directory: string): Watch;
}

/** A look that costs microseconds, in place of a request. */
export interface Watch {
  version(): number;
  close(): void;
}

interface Command {
  program: string;
  args: readonly string[];
  cwd?: string;
  env?: Readonly<Record<string, string>>;
}

export const engines: readonly Engine[] = [dynoxide, dynamoDbLocal];

/** dynoxide where npm has it for this machine, else AWS's own DynamoDB Local, which needs Java. */
export function chosenEngine(): Engine {
  return dynoxide.installed() ? dynoxide : dynamoDbLocal;
}
