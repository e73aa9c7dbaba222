/** `npm run openapi`: writes docs/openapi.json, which a test holds to the code. */
import { writeFileSync } from 'node:fs';
import { describeApi } from '../../shared/contract/description.ts';
import { argumentsOf } from '../arguments.ts';

argumentsOf({}, 0, 'npm run openapi');
writeFileSync(new URL('../../docs/openapi.json', import.meta.url), `${JSON.stringify(describeApi(), null, 2)}\n`);
