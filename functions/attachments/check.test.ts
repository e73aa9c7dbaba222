import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { photos } from '../../shared/attachments/photos.fixture.ts';
import { acceptedKey, incomingKey } from '../../shared/attachments/upload.ts';
import { household } from '../../test/support/household.ts';
import { Journey, people, step, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { type Delivery, expectHarmlessRepeats } from '../../test/support/memory/repeats.ts';

const app = memoryApp();
const journey = new Journey(app);

beforeAll(() => journey.submitted(household(1)));
beforeEach(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const restore = app.mark();
  return () => {
    restore();
    vi.restoreAllMocks();
  };
});

/** A file is put into the bucket for an attachment that was asked for: what tells the check of it. */
async function arrived(file: Buffer): Promise<{ attachment: string; event: Delivery }> {
  const body = { kind: '其他', name: '照片', contentType: 'image/jpeg' };
  const asked = { as: people.registrar, params: { id: journey.id }, body };
  const { attachment } = await told<{ attachment: string }>(app, 'requestUpload', asked);
  const key = incomingKey(journey.id, attachment);
  app.s3.objects.set(key, { body: file, contentType: 'image/jpeg' });
  const object = { key, size: file.length, 'version-id': '1' };
  return { attachment, event: ['attachment-check', { detail: { bucket: { name: 'documents' }, object } }] };
}

it('收下的：送到几次、写到哪里断了，都收下一件，等检查的一份删去', async () => {
  const { attachment, event } = await arrived(photos.baseline as Buffer);
  expect(await expectHarmlessRepeats(app, [event])).toBe(4);
  await step(app, ...event);
  expect([...app.s3.objects.keys()]).toEqual([acceptedKey(journey.id, attachment)]);
  expect((await journey.state()).attachments).toMatchObject([{ id: attachment }]);
});

it('拒收的：送到几次、写到哪里断了，都说一次为什么，什么也不留', async () => {
  const { event } = await arrived(Buffer.from('not a picture'));
  expect(await expectHarmlessRepeats(app, [event])).toBe(3);
  await step(app, ...event);
  expect(app.s3.objects.size).toBe(0);
  expect((await journey.state()).attachments).toEqual([]);
});
