import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

const KEPT = 500;

export interface LogLine {
  /** Virtual time, ISO. */
  at: string;
  function: string;
  requestId: string;
  line: string;
}

/** What functions wrote: the last lines in memory for `/_local/logs.json`, everything in `<data>/logs/<function>.log`. */
export class FunctionLogs {
  private readonly lines = new Map<string, LogLine[]>();
  private readonly files = new Map<string, WriteStream>();
  private readonly directory: string;
  private readonly now: () => string;

  constructor(dataDir: string, now: () => string) {
    this.directory = join(dataDir, 'logs');
    this.now = now;
    mkdirSync(this.directory, { recursive: true });
  }

  write(functionName: string, requestId: string, text: string): void {
    const kept = this.lines.get(functionName) ?? [];
    this.lines.set(functionName, kept);
    for (const line of text.split('\n')) {
      if (line === '') continue;
      const entry = { at: this.now(), function: functionName, requestId, line };
      kept.push(entry);
      this.file(functionName).write(`${entry.at}\t${requestId}\t${line}\n`);
    }
    if (kept.length > 2 * KEPT) kept.splice(0, kept.length - KEPT);
  }

  /** The last lines of one function, or of all in the order of time. */
  last(functionName?: string): LogLine[] {
    if (functionName !== undefined) return (this.lines.get(functionName) ?? []).slice(-KEPT);
    return [...this.lines.values()]
      .flat()
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      .slice(-KEPT);
  }

  close(): void {
    for (const file of this.files.values()) file.end();
  }

  private file(functionName: string): WriteStream {
    let file = this.files.get(functionName);
    if (!file) {
      file = createWriteStream(join(this.directory, `${functionName}.log`), { flags: 'a' });
      this.files.set(functionName, file);
    }
    return file;
  }
}
