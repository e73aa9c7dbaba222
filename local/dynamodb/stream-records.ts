import type { _Record, AttributeValue } from '@aws-sdk/client-dynamodb-streams';

/** A stream record as a Lambda function sees it. */
export interface StreamRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventVersion: string;
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  dynamodb: { SequenceNumber: string; [field: string]: unknown };
  eventSourceARN: string;
}

/** @param createdAt virtual time in ms: the emulator itself only knows real time. */
export function toLambdaRecord(record: _Record, region: string, streamArn: string, createdAt: number): StreamRecord {
  const change = record.dynamodb ?? {};
  return {
    eventID: record.eventID ?? '',
    eventName: record.eventName ?? 'MODIFY',
    eventVersion: record.eventVersion ?? '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(createdAt / 1000),
      ...(change.Keys && { Keys: plainItem(change.Keys) }),
      ...(change.NewImage && { NewImage: plainItem(change.NewImage) }),
      ...(change.OldImage && { OldImage: plainItem(change.OldImage) }),
      SequenceNumber: change.SequenceNumber ?? '',
      SizeBytes: change.SizeBytes,
      StreamViewType: change.StreamViewType,
    },
    eventSourceARN: streamArn,
  };
}

function plainItem(item: Record<string, AttributeValue>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plain(value)]));
}

/** Binary values travel as base64 in the JSON event. */
function plain(value: AttributeValue): unknown {
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.M !== undefined) return { M: plainItem(value.M) };
  if (value.L !== undefined) return { L: value.L.map(plain) };
  return value;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
