import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { form as beijing } from './110000.ts';
import { form as tianjin } from './120000.ts';
import { form as hebei } from './130000.ts';
import { form as shanxi } from './140000.ts';
import { form as neimenggu } from './150000.ts';
import { form as liaoning } from './210000.ts';
import { form as jilin } from './220000.ts';
import { form as heilongjiang } from './230000.ts';
import { form as shanghai } from './310000.ts';
import { form as jiangsu } from './320000.ts';
import { form as zhejiang } from './330000.ts';
import { form as anhui } from './340000.ts';
import { form as fujian } from './350000.ts';
import { form as jiangxi } from './360000.ts';
import { form as shandong } from './370000.ts';
import { form as henan } from './410000.ts';
import { form as hubei } from './420000.ts';
import { form as hunan } from './430000.ts';
import { form as guangdong } from './440000.ts';
import { form as guangxi } from './450000.ts';
import { form as hainan } from './460000.ts';
import { form as chongqing } from './500000.ts';
import { form as sichuan } from './510000.ts';
import { form as guizhou } from './520000.ts';
import { form as yunnan } from './530000.ts';
import { form as xizang } from './540000.ts';
import { form as shaanxi } from './610000.ts';
import { form as gansu } from './620000.ts';
import { form as qinghai } from './630000.ts';
import { form as ningxia } from './640000.ts';
import { form as xinjiang } from './650000.ts';
import { form as demonstration } from './990000.ts';
import { type ProvinceForm, toProfile } from './form.ts';

/** Every form by its code, in the order of the codes. */
export const forms: Record<string, ProvinceForm> = Object.fromEntries(
  [
    beijing,
    tianjin,
    hebei,
    shanxi,
    neimenggu,
    liaoning,
    jilin,
    heilongjiang,
    shanghai,
    jiangsu,
    zhejiang,
    anhui,
    fujian,
    jiangxi,
    shandong,
    henan,
    hubei,
    hunan,
    guangdong,
    guangxi,
    hainan,
    chongqing,
    sichuan,
    guizhou,
    yunnan,
    xizang,
    shaanxi,
    gansu,
    qinghai,
    ningxia,
    xinjiang,
    demonstration,
  ].map((form) => [form.code.value, form]),
);

/** Every profile by its code. */
export const profiles: Record<string, ProvinceProfile> = Object.fromEntries(
  Object.entries(forms).map(([code, form]) => [code, toProfile(form)]),
);
