import type { IncomingMessage } from 'node:http';

/** A request's body, which may be left half read and heard out later: whoever stops reading does not cut the sender off. */
export class Body implements AsyncIterable<Buffer> {
  private readonly req: IncomingMessage;
  private iterator: AsyncIterator<Buffer> | undefined;

  constructor(req: IncomingMessage) {
    this.req = req;
  }

  [Symbol.asyncIterator](): AsyncIterator<Buffer> {
    // Without `return`, leaving a loop early does not destroy the connection.
    return { next: () => this.next() };
  }

  /** Reads what is left: a browser that is cut off while sending never sees why it was refused. */
  async hearOut(): Promise<void> {
    try {
      while (!(await this.next()).done);
    } catch {
      // The sender went away; nobody is left to be answered.
    }
  }

  private next(): Promise<IteratorResult<Buffer>> {
    this.iterator ??= this.req.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
    return this.iterator.next();
  }
}
