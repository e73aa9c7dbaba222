import { AwsError } from '../aws-error.ts';
import { ByteReader } from './byte-reader.ts';

const MAX_LINE = 8192;

/**
 * Decodes an aws-chunked body of the STREAMING-UNSIGNED-PAYLOAD-TRAILER scheme. The trailers are put into `trailers`
 * (lower-case names) when the last chunk has been read.
 * @throws AwsError IncompleteBody, InvalidRequest, MalformedTrailerError.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  for (;;) {
    const size = /^([0-9a-fA-F]{1,8})$/.exec(await reader.line(MAX_LINE))?.[1];
    if (size === undefined) throw new AwsError('InvalidRequest', 'The size of an aws-chunked chunk cannot be read');
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    yield* reader.exactly(length);
    if ((await reader.line(MAX_LINE)) !== '') throw new AwsError('InvalidRequest', 'A chunk is longer than it says');
  }
  for (;;) {
    const line = await reader.line(MAX_LINE);
    if (line === '') return;
    const at = line.indexOf(':');
    if (at < 1)
      throw new AwsError('MalformedTrailerError', 'The request contained trailing data that was not well-formed');
    trailers.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
}
