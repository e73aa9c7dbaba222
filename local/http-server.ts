import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const PORT_WAIT_MS = 10_000;

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/**
 * Serves on 127.0.0.1. A port that a dying predecessor still holds is waited for.
 * @throws Error with a Chinese sentence when the port stays taken.
 */
export async function serve(port: number, handler: Handler, log: (line: string) => void): Promise<Server> {
  const server = createServer((req, res) => {
    // A client that went away is not our error.
    res.on('error', () => undefined);
    handler(req, res).catch((error: unknown) => {
      log(`${req.method} 请求处理出错：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      if (!res.headersSent) res.writeHead(500).end();
      else res.destroy();
    });
  });
  // Node closes idle connections after 5 s by default, and a client that reuses one just then fails.
  server.keepAliveTimeout = 120_000;
  const deadline = performance.now() + PORT_WAIT_MS;
  for (;;) {
    const error = await tryListen(server, port);
    if (!error) return server;
    if (error.code !== 'EADDRINUSE') throw error;
    if (performance.now() > deadline) throw new Error(`端口 ${port} 被别的程序占用：请关闭它，或用 --port 换一组端口`);
    await delay(100);
  }
}

function tryListen(server: Server, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error);
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve(undefined);
    });
  });
}

export async function readAll(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Stops serving; connections that are kept open are cut. */
export async function close(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}
