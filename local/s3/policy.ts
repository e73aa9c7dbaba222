import { AwsError } from '../aws-error.ts';

export interface SizeRange {
  min: number;
  max: number;
}

interface FieldCondition {
  kind: 'eq' | 'starts-with';
  field: string;
  value: string;
  written: string;
}

type Condition = FieldCondition | { kind: 'content-length-range'; range: SizeRange };

interface PolicyDocument {
  expiration: number;
  conditions: Condition[];
}

/** Fields that no condition needs to cover: they carry the policy itself. */
const UNCOVERED = ['policy', 'x-amz-signature', 'file'];

/**
 * Holds a browser form against its POST policy: not expired, every condition met, every field covered by one.
 * @param fields the form's fields by lower-case name, with ${filename} already replaced; `bucket` is the URL's.
 * @param now virtual ms
 * @returns the size the file may have, in bytes, when the policy says so
 * @throws AwsError AccessDenied, InvalidPolicyDocument.
 */
export function checkPolicy(fields: ReadonlyMap<string, string>, bucket: string, now: number): SizeRange | undefined {
  const policy = parsePolicy(fields.get('policy') ?? '');
  if (now > policy.expiration) throw denied('Policy expired.');
  const values = new Map(fields).set('bucket', bucket);
  const covered = new Set(UNCOVERED);
  let range: SizeRange | undefined;
  for (const condition of policy.conditions) {
    if (condition.kind === 'content-length-range') {
      const { min, max } = condition.range;
      range = range ? { min: Math.max(range.min, min), max: Math.min(range.max, max) } : { min, max };
      continue;
    }
    covered.add(condition.field);
    if (!holds(condition, values.get(condition.field))) throw denied(`Policy Condition failed: ${condition.written}`);
  }
  const extra = [...fields.keys()].filter((name) => !covered.has(name) && !name.startsWith('x-ignore-'));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
  return range;
}

function holds(condition: FieldCondition, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (condition.kind === 'eq') return value === condition.value;
  const begins = (text: string) => text.startsWith(condition.value);
  return condition.field === 'content-type' ? value.split(',').every((type) => begins(type.trim())) : begins(value);
}

function parsePolicy(encoded: string): PolicyDocument {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(encoded, 'base64').toString());
  } catch {
    throw invalid('Invalid JSON.');
  }
  if (typeof document !== 'object' || document === null) throw invalid('Invalid JSON.');
  const { expiration, conditions } = document as { expiration?: unknown; conditions?: unknown };
  const expires =
    typeof expiration === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(expiration) ? Date.parse(expiration) : NaN;
  if (Number.isNaN(expires)) throw invalid("Invalid 'expiration' value.");
  if (!Array.isArray(conditions)) throw invalid("Policy missing 'conditions'.");
  return { expiration: expires, conditions: conditions.map(parseCondition) };
}

function parseCondition(condition: unknown): Condition {
  const written = JSON.stringify(condition);
  if (Array.isArray(condition) && condition.length === 3) {
    const [kind, first, second] = condition as unknown[];
    const operator = typeof kind === 'string' ? kind.toLowerCase() : undefined;
    if (operator === 'content-length-range') {
      const range = { min: Number(first), max: Number(second) };
      if (Number.isInteger(range.min) && Number.isInteger(range.max)) return { kind: operator, range };
    }
    if (
      (operator === 'eq' || operator === 'starts-with') &&
      typeof first === 'string' &&
      first.startsWith('$') &&
      typeof second === 'string'
    ) {
      return { kind: operator, field: first.slice(1).toLowerCase(), value: second, written };
    }
  } else if (typeof condition === 'object' && condition !== null && !Array.isArray(condition)) {
    const [entry, ...more] = Object.entries(condition);
    if (entry && more.length === 0 && typeof entry[1] === 'string') {
      const [field, value] = entry;
      return { kind: 'eq', field: field.toLowerCase(), value, written: JSON.stringify(['eq', `$${field}`, value]) };
    }
  }
  throw invalid(`Invalid condition: ${written}`);
}

function denied(reason: string): AwsError {
  return new AwsError('AccessDenied', `Invalid according to Policy: ${reason}`, 403);
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidPolicyDocument', `Invalid Policy: ${reason}`);
}
