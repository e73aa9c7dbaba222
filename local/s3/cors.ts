import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';

/** A rule of AWS::S3::Bucket's CorsConfiguration.CorsRules. */
export interface CorsRule {
  AllowedOrigins: string[];
  AllowedMethods: string[];
  AllowedHeaders: string[];
}

/** Answers a browser's OPTIONS before it uploads. @throws AwsError AccessForbidden when no rule allows it. */
export function preflight(req: IncomingMessage, res: ServerResponse, rules: readonly CorsRule[]): void {
  const { origin } = req.headers;
  const method = req.headers['access-control-request-method'];
  if (!origin || !method) throw new AwsError('BadRequest', 'Insufficient information. Origin request header needed.');
  const asked = (req.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const rule = rules.find(
    (candidate) =>
      allows(candidate, origin, method) &&
      asked.every((name) => candidate.AllowedHeaders.some((pattern) => matches(pattern.toLowerCase(), name))),
  );
  if (!rule) {
    throw new AwsError(
      'AccessForbidden',
      'CORSResponse: This CORS request is not allowed. The bucket has no rule for this origin, method and headers.',
      403,
    );
  }
  setHeaders(res, rule, origin);
  if (asked.length > 0) res.setHeader('access-control-allow-headers', asked.join(', '));
  res.writeHead(200).end();
}

/** Lets the page that sent the request read the answer, be it an error, when a rule allows its origin. */
export function allowOrigin(req: IncomingMessage, res: ServerResponse, rules: readonly CorsRule[]): void {
  const { method = '' } = req;
  const { origin } = req.headers;
  if (!origin) return;
  const rule = rules.find((candidate) => allows(candidate, origin, method));
  if (rule) setHeaders(res, rule, origin);
}

function setHeaders(res: ServerResponse, rule: CorsRule, origin: string): void {
  const any = rule.AllowedOrigins.includes('*');
  res.setHeader('access-control-allow-origin', any ? '*' : origin);
  res.setHeader('access-control-allow-methods', rule.AllowedMethods.join(', '));
  if (!any) res.setHeader('access-control-allow-credentials', 'true');
  res.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
}

function allows(rule: CorsRule, origin: string, method: string): boolean {
  return rule.AllowedMethods.includes(method) && rule.AllowedOrigins.some((pattern) => matches(pattern, origin));
}

/** A pattern holds at most one `*`, as S3 allows. */
function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
