/** `npm run notice`: writes NOTICE anew from what the bundles hold. Run it when a package was added or updated. */
import { writeFileSync } from 'node:fs';
import { argumentsOf } from '../arguments.ts';
import { notice } from './notice.ts';

argumentsOf({}, 0, 'npm run notice');
writeFileSync(new URL('../../NOTICE', import.meta.url), await notice());
