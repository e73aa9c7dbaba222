import { AwsError } from '../aws-error.ts';

const EMPTY: Buffer = Buffer.alloc(0);

/** Reads a byte stream by lines, counts and delimiters, holding no more of it than one chunk and a delimiter. */
export class ByteReader {
  private buffer = EMPTY;
  private readonly source: AsyncIterator<Buffer>;

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The bytes before the next CRLF, which is consumed. @throws AwsError IncompleteBody, or when longer than `max`. */
  async line(max: number): Promise<string> {
    for (;;) {
      const end = this.buffer.indexOf('\r\n');
      if (end > max || (end < 0 && this.buffer.length > max + 1)) {
        throw new AwsError('InvalidRequest', `A line of the body is longer than ${max} bytes`);
      }
      if (end >= 0) return this.take(end, 2).toString();
      await this.more();
    }
  }

  /** Exactly `count` bytes, in pieces. @throws AwsError IncompleteBody. */
  async *exactly(count: number): AsyncGenerator<Buffer> {
    let left = count;
    while (left > 0) {
      if (this.buffer.length === 0) await this.more();
      const piece = this.take(Math.min(left, this.buffer.length), 0);
      left -= piece.length;
      yield piece;
    }
  }

  /** The bytes before `delimiter`, in pieces; the delimiter is consumed. @throws AwsError IncompleteBody. */
  async *until(delimiter: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const end = this.buffer.indexOf(delimiter);
      if (end >= 0) {
        const piece = this.take(end, delimiter.length);
        if (piece.length > 0) yield piece;
        return;
      }
      // The delimiter may have begun in the last bytes: these wait for the next chunk.
      const safe = this.buffer.length - (delimiter.length - 1);
      if (safe > 0) yield this.take(safe, 0);
      await this.more();
    }
  }

  private take(length: number, skip: number): Buffer {
    const taken = this.buffer.subarray(0, length);
    this.buffer = this.buffer.subarray(length + skip);
    return taken;
  }

  private async more(): Promise<void> {
    const next = await this.source.next();
    if (next.done) throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly');
    this.buffer = this.buffer.length === 0 ? next.value : Buffer.concat([this.buffer, next.value]);
  }
}
