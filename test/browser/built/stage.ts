import { startProvince } from '../../support/cloud-province.ts';
import { inBrowser } from '../../support/in-browser.ts';

export const { province, browser, as } = await inBrowser(startProvince('built'));
