import { writeFileSync } from 'node:fs';
import { describeApi } from '../../shared/contract/description.ts';

/** npm run openapi: writes docs/openapi.json, which a test holds to the code. */
writeFileSync(new URL('../../docs/openapi.json', import.meta.url), `${JSON.stringify(describeApi(), null, 2)}\n`);
