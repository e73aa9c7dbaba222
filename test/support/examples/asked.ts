import type { APIGatewayProxyResult } from 'aws-lambda';
import type { PageAnswer } from '../../../shared/pages/page.ts';
import { type Ask, ask, posted } from '../journey.ts';
import type { MemoryApp } from '../memory/app.ts';

type Operation = Parameters<typeof ask>[1];

/** What a function answered whoever asked it for a page. */
export function pageOf({ statusCode, headers, body }: APIGatewayProxyResult): PageAnswer {
  return { status: statusCode, headers: headers as Record<string, string>, body };
}

/** As a browser opens a page. */
export async function opened(app: MemoryApp, operation: Operation, call: Ask = {}): Promise<PageAnswer> {
  return pageOf(await ask(app, operation, call));
}

/** As a browser sends a page's form. */
export async function sent(
  app: MemoryApp,
  operation: Operation,
  params: Record<string, string>,
  fields: Record<string, string>,
): Promise<PageAnswer> {
  return pageOf(await posted(app, operation, params, fields));
}

/** What `make` answers; nothing of what it did remains. */
export async function aside<T>(app: MemoryApp, make: () => Promise<T>): Promise<T> {
  const back = app.mark();
  try {
    return await make();
  } finally {
    back();
  }
}
