import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { sheet as beijing } from './110000.ts';
import { sheet as tianjin } from './120000.ts';
import { sheet as hebei } from './130000.ts';
import { sheet as shanxi } from './140000.ts';
import { sheet as neimenggu } from './150000.ts';
import { sheet as liaoning } from './210000.ts';
import { sheet as jilin } from './220000.ts';
import { sheet as heilongjiang } from './230000.ts';
import { sheet as shanghai } from './310000.ts';
import { sheet as jiangsu } from './320000.ts';
import { sheet as zhejiang } from './330000.ts';
import { sheet as anhui } from './340000.ts';
import { sheet as fujian } from './350000.ts';
import { sheet as jiangxi } from './360000.ts';
import { sheet as shandong } from './370000.ts';
import { sheet as henan } from './410000.ts';
import { sheet as hubei } from './420000.ts';
import { sheet as hunan } from './430000.ts';
import { sheet as guangdong } from './440000.ts';
import { sheet as guangxi } from './450000.ts';
import { sheet as hainan } from './460000.ts';
import { sheet as chongqing } from './500000.ts';
import { sheet as sichuan } from './510000.ts';
import { sheet as guizhou } from './520000.ts';
import { sheet as yunnan } from './530000.ts';
import { sheet as xizang } from './540000.ts';
import { sheet as shaanxi } from './610000.ts';
import { sheet as gansu } from './620000.ts';
import { sheet as qinghai } from './630000.ts';
import { sheet as ningxia } from './640000.ts';
import { sheet as xinjiang } from './650000.ts';
import { sheet as demonstration } from './990000.ts';
import { type ProvinceSheet, toProfile } from './sheet.ts';

/** Every sheet by its code, in the order of the codes. */
export const sheets: Record<string, ProvinceSheet> = Object.fromEntries(
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
  ].map((sheet) => [sheet.code.value, sheet]),
);

/** Every profile by its code. */
export const profiles: Record<string, ProvinceProfile> = Object.fromEntries(
  Object.entries(sheets).map(([code, sheet]) => [code, toProfile(sheet)]),
);
