import type * as z from 'zod';
import type { FieldFault } from './problem.ts';

/** JSON pointer (RFC 6901) of a path. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

const sentences: Partial<Record<z.core.$ZodIssue['code'], string>> = {
  invalid_type: '缺少这一项，或类型不对',
  too_small: '太短、太少或太小',
  too_big: '太长、太多或太大',
  invalid_format: '格式不对',
  invalid_value: '不在可选项之内',
  invalid_union: '不在可选项之内',
};

/** What a schema found wrong, one fault a field, all at once; an unknown field is named itself. E1004. */
export function schemaFaults(error: z.core.$ZodError): FieldFault[] {
  return error.issues.flatMap((issue): FieldFault[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), code: 1004, message: '没有这一项' }));
    }
    return [{ pointer: pointerOf(issue.path), code: 1004, message: sentences[issue.code] ?? '内容不符合要求' }];
  });
}
