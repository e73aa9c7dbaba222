import { household } from './household.ts';
import { Journey, type linkIn, putPeople } from './journey.ts';
import type { MemoryApp } from './memory/app.ts';
import { aided, registeredIn } from './on-file.ts';

/** Households on their way, beside one on file that was given aid; of the third its approver has the link. */
export interface UnderWay {
  onFile: Journey;
  noticed: Journey;
  asked: Journey;
  link: ReturnType<typeof linkIn>;
}

/** The directory, and three households of it at different stages, as the tools that read the whole table need them. */
export async function underWayIn(app: MemoryApp): Promise<UnderWay> {
  await putPeople(app);
  const onFile = await registeredIn(app, 1);
  await aided(onFile);
  const noticed = new Journey(app);
  await noticed.untilNotice(household(2));
  const asked = new Journey(app);
  await asked.submitted(household(3));
  await asked.attached('其他', '证明.jpg');
  await asked.surveyed();
  await asked.noticed();
  await asked.noticeClosed();
  return { onFile, noticed, asked, link: await asked.requested() };
}
