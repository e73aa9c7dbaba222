/**
 * An error as an AWS service answers it: `code` is the service's own name for it (InvalidCiphertextException,
 * AccessDenied…), `details` are further elements of S3's XML error body.
 */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status = 400, details: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.details = details;
  }
}
