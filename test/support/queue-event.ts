import type { SQSEvent } from 'aws-lambda';

/**
 * Messages as their queue brings them. The same message again is the same one brought once more; of another copy, which
 * a dispatcher that was cut off has sent, the id differs.
 */
export function queueEvent(...messages: readonly unknown[]): SQSEvent {
  return copyOf('', ...messages);
}

export function copyOf(copy: string, ...messages: readonly unknown[]): SQSEvent {
  const Records = messages.map((message) => {
    const body = JSON.stringify(message);
    return { messageId: `${copy}${body}`, body };
  });
  return { Records } as unknown as SQSEvent;
}
