import { AwsError } from '../aws-error.ts';
import { ByteReader } from './byte-reader.ts';

/** What S3 allows a form's fields before the file to hold together. */
const MAX_FIELDS_BYTES = 20 * 1024;
const MAX_HEADER_LINE = 4096;

interface FormFile {
  name: string;
  bytes: AsyncIterable<Buffer>;
}

export interface Form {
  /** The fields before the file, names in lower case: S3 reads nothing after it. */
  fields: Map<string, string>;
  file: FormFile;
}

/**
 * Reads a browser's multipart/form-data up to the `file` field, whose bytes are then streamed.
 * @throws AwsError MalformedPOSTRequest, MaxPostPreDataLengthExceeded, InvalidArgument (no file, or a field twice).
 */
export async function readForm(contentType: string, source: AsyncIterable<Buffer>): Promise<Form> {
  const match = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) throw malformed();
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const reader = new ByteReader(startingWithNewLine(source));
  const fields = new Map<string, string>();
  let budget = MAX_FIELDS_BYTES;
  // What stands before the first boundary belongs to no field.
  budget -= (await collect(reader.until(delimiter), budget)).length;
  for (;;) {
    const afterBoundary = await reader.line(MAX_HEADER_LINE);
    if (afterBoundary.startsWith('--'))
      throw new AwsError('InvalidArgument', 'POST requires exactly one file upload per request.');
    if (afterBoundary.trim() !== '') throw malformed();
    const { name, filename } = disposition(await headers(reader));
    if (name === 'file') {
      return { fields, file: { name: filename ?? '', bytes: reader.until(delimiter) } };
    }
    const value = await collect(reader.until(delimiter), budget);
    budget -= value.length + name.length;
    if (fields.has(name)) throw new AwsError('InvalidArgument', `The form holds the field '${name}' twice.`);
    fields.set(name, value.toString());
  }
}

/** The body's first boundary has no line break before it; with one it reads like all the others. */
async function* startingWithNewLine(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from('\r\n');
  yield* source;
}

async function headers(reader: ByteReader): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (;;) {
    const line = await reader.line(MAX_HEADER_LINE);
    if (line === '') return found;
    const at = line.indexOf(':');
    if (at < 1 || found.size > 16) throw malformed();
    found.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
}

function disposition(partHeaders: Map<string, string>): { name: string; filename: string | undefined } {
  const value = partHeaders.get('content-disposition') ?? '';
  const parameter = (name: string) => new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(value)?.[1];
  const name = /^form-data\b/i.test(value) ? parameter('name') : undefined;
  if (!name) throw malformed();
  // Browsers escape a quote in a name this way (HTML living standard, multipart/form-data encoding).
  return { name: name.toLowerCase(), filename: parameter('filename')?.replaceAll('%22', '"') };
}

async function collect(bytes: AsyncIterable<Buffer>, max: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > max) {
      throw new AwsError(
        'MaxPostPreDataLengthExceeded',
        'Your POST request fields preceding the upload file were too large.',
      );
    }
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function malformed(): AwsError {
  return new AwsError('MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');
}
