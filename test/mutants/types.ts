import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Message {
  id?: number;
  method?: string;
  params?: { items?: readonly unknown[] };
  result?: unknown;
  error?: unknown;
}

/**
 * The compiler as editors use it: it keeps the whole project read, and looks at one file that is changed in a second.
 * What the change does to other files' types it is not asked.
 */
export class Types {
  private readonly folder: string;
  private readonly compiler: ChildProcess;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private read: Buffer = Buffer.alloc(0);
  private asked = 0;

  /** Of the project in a folder. */
  constructor(folder: string) {
    this.folder = folder;
    const tsc = join(folder, 'node_modules/.bin/tsc');
    this.compiler = spawn(tsc, ['--lsp', '--stdio'], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
    this.compiler.stdout?.on('data', (some: Buffer) => this.take(some));
  }

  async begin(): Promise<void> {
    const rootUri = pathToFileURL(this.folder).href;
    await this.ask('initialize', { processId: process.pid, rootUri, capabilities: {} });
    this.send({ method: 'initialized', params: {} });
  }

  /** Whether a file of the project would not compile with this text in it. */
  async refuse(file: string, text: string): Promise<boolean> {
    const uri = pathToFileURL(join(this.folder, file)).href;
    this.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'typescript', version: 1, text } },
    });
    const { result, error } = await this.ask('textDocument/diagnostic', { textDocument: { uri } });
    this.send({ method: 'textDocument/didClose', params: { textDocument: { uri } } });
    if (error !== undefined) throw new Error(`tsc: ${JSON.stringify(error)}`);
    return (result as { items: { severity: number }[] }).items.some(({ severity }) => severity === 1);
  }

  end(): void {
    this.compiler.kill();
  }

  private ask(method: string, params: object): Promise<Message> {
    const id = ++this.asked;
    this.send({ id, method, params });
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  private send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.compiler.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  private take(some: Buffer): void {
    this.read = Buffer.concat([this.read, some]);
    for (;;) {
      const from = this.read.indexOf('\r\n\r\n') + 4;
      if (from < 4) return;
      const to = from + Number(/Content-Length: (\d+)/i.exec(this.read.subarray(0, from).toString())?.[1]);
      if (this.read.length < to) return;
      this.answer(JSON.parse(this.read.subarray(from, to).toString()) as Message);
      this.read = this.read.subarray(to);
    }
  }

  private answer(message: Message): void {
    const { id, method, params } = message;
    if (id === undefined) return;
    if (method === undefined) {
      this.waiting.get(id)?.(message);
      this.waiting.delete(id);
    } else {
      // It asks what settings there are: none.
      this.send({ id, result: params?.items?.map(() => null) ?? null });
    }
  }
}
