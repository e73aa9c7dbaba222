import { consumers, stream, workflowTasks } from '../infra/triggers.ts';
import type { MemoryGround } from '../test/support/memory/place.ts';

interface Counts {
  /** Requests to SQS: a batch that is sent, received or deleted is one, as long as it is below 64 KB. */
  queueRequests: number;
  /** Invocations of functions by the stream, a queue or the workflow. */
  invocations: number;
}

/** Counts what a province asks of its queues and of Lambda, beside requests to its API and what the clock sets off. */
export class Traffic {
  private counts: Counts = { queueRequests: 0, invocations: 0 };

  constructor(ground: MemoryGround) {
    const reading = new Set<string>(Object.values(consumers).map(({ function: name }) => name));
    const counted = new Set<string>([...reading, stream.function, ...Object.values(workflowTasks)]);
    ground.onInvoke = (name) => {
      if (counted.has(name)) this.counts.invocations++;
      // Its batch was received, and what it accepts is deleted.
      if (reading.has(name)) this.counts.queueRequests += 2;
    };
    const client = ground.app.edge.sqs as unknown as { send(command: unknown): Promise<object> };
    const send = client.send.bind(client);
    client.send = (command) => {
      this.counts.queueRequests++;
      return send(command);
    };
  }

  /** What was used since the last time. */
  take(): Counts {
    const { counts } = this;
    this.counts = { queueRequests: 0, invocations: 0 };
    return counts;
  }
}
