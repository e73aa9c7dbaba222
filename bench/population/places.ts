import { countiesOf } from '../../shared/divisions/divisions.ts';
import { type Chance, Weighted } from './chance.ts';

export interface County {
  code: string;
  name: string;
  city: string;
  /** Blocks of ten order numbers that its police stations use, one for each town: 15th and 16th digit (model). */
  blocks: number[];
  towns: string[];
  estates: { name: string; road: string; buildings: number }[];
  roads: string[];
  dormitories: { name: string; buildings: number }[];
  villages: { name: string; committee: string; town: number; surname: string }[];
}

/** Where a household lives, before somebody writes it down. */
export interface Place {
  county: County;
  town: number;
  kind: 'estate' | 'road' | 'dormitory' | 'village';
  name: string;
  road: string;
  roadNumber: number;
  building: number;
  unit: number;
  floor: number;
  flat: number;
  group: number;
  committee: string;
  /** Whether the door has a number that people know: most flats, fewer rooms of a dormitory and houses in a village. */
  isNumbered: boolean;
}

const townNames =
  '城关 太平 永宁 龙泉 凤鸣 青龙 白水 石林 大河 新街 平安 云山 金山 河口 清水 五里 团山 马街 板桥 三岔 勐海 双江 小坝 上村 高坪 乐居 中和 鸡街'.split(
    ' ',
  );
const estateNames =
  '翠湖 金色家 阳光 幸福 锦绣 世纪 滨河 书香 东方 怡景 天和 名都 春晓 龙泉 康乐 和谐 安居 盛世 丽水 雅居 南苑 北辰 明珠 西城 湖畔'.split(
    ' ',
  );
const roadNames = '人民 建设 解放 和平 新华 胜利 文化 青年 团结 北京 环城 龙泉 振兴 交通 学府 滨河 工农 东风'.split(
  ' ',
);
const works =
  '机床厂 棉纺厂 水泥厂 化肥厂 冶炼厂 锡矿 烟厂 糖厂 造纸厂 煤矿 铁路局 供销社 粮食局 运输公司 建筑公司 钢铁厂'.split(
    ' ',
  );
const villageNames =
  '石头 大 小 上 下 龙潭 马鞍 竹园 松林 河边 岩脚 大树 水塘 老街 新 白泥 红土 高山 干海 桃树 梨园 箐口 坡头 桥头 沙坝'.split(
    ' ',
  );

/** The counties of a province: few of them have many households, and every one has its own places. */
export function counties(chance: Chance, province: string, surnameOf: () => string): Weighted<County> {
  const all = countiesOf(province).flatMap(({ name: city, divisions }) =>
    divisions.map(({ code, name }) => county(chance, code, name, city, surnameOf)),
  );
  return new Weighted(all.map((each) => [each, 0.15 + chance.next() ** 3 * 4] as const));
}

function county(chance: Chance, code: string, name: string, city: string, surnameOf: () => string): County {
  const some = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
  const towns = some(
    12 + chance.below(17),
    (n) => `${townNames[(n * 5 + chance.below(5)) % townNames.length]}${chance.is(0.3) ? '乡' : '镇'}`,
  );
  return {
    code,
    name,
    city,
    blocks: towns.map((_, n) => (chance.is(0.7) ? n : chance.below(100))),
    towns,
    estates: some(25, (n) => ({
      name: `${estateNames[n]}${chance.pick(['小区', '小区', '小区', '花园', '苑', '社区'])}`,
      road: `${chance.pick(roadNames)}${chance.pick(['路', '路', '东路', '西路', '街'])}`,
      buildings: 4 + chance.below(30),
    })),
    roads: roadNames.map((each) => `${each}${chance.pick(['路', '路', '南路', '北路', '街'])}`),
    dormitories: some(8, () => ({ name: chance.pick(works), buildings: 1 + chance.below(8) })),
    villages: some(30, () => {
      const name = `${chance.pick(villageNames)}${chance.pick(['', '', '家', '坪', '营'])}村`;
      return {
        name,
        committee: `${chance.pick(townNames)}村委会`,
        town: chance.below(towns.length),
        surname: surnameOf(),
      };
    }),
  };
}

/** Hard-pressed workers live in cities and county towns: in estates and dormitories first. */
export function place(chance: Chance, county: County, surname: string): Place {
  const at = {
    county,
    town: chance.below(Math.min(4, county.towns.length)),
    roadNumber: chance.is(0.3) ? 20 * (1 + chance.below(10)) : 1 + chance.below(300),
    committee: '',
  };
  const flat = {
    building: 1,
    unit: 1 + chance.below(4),
    floor: 1 + chance.below(7),
    flat: 1 + chance.below(4),
    group: 0,
  };
  const kind = chance.next();
  if (kind < 0.42) {
    const estate = chance.pick(county.estates);
    const building = 1 + chance.below(estate.buildings);
    const roadNumber = 1 + ((estate.name.charCodeAt(0) * 7) % 290);
    return {
      ...at,
      ...flat,
      kind: 'estate',
      isNumbered: chance.is(0.95),
      name: estate.name,
      road: estate.road,
      roadNumber,
      building,
    };
  }
  if (kind < 0.62) {
    const road = chance.pick(county.roads);
    return { ...at, ...flat, kind: 'road', isNumbered: chance.is(0.75), name: '', road, building: 1 + chance.below(6) };
  }
  if (kind < 0.85) {
    const { name, buildings } = chance.pick(county.dormitories);
    const building = 1 + chance.below(buildings);
    return {
      ...at,
      ...flat,
      kind: 'dormitory',
      isNumbered: chance.is(0.7),
      name,
      road: '',
      roadNumber: 0,
      building,
      unit: 1,
      flat: 1 + chance.below(12),
    };
  }
  // 70 of 100 in a village bear its surname.
  const kin = county.villages.filter((each) => each.surname === surname);
  const village = kin.length > 0 && chance.is(0.8) ? chance.pick(kin) : chance.pick(county.villages);
  const { name, committee, town } = village;
  return {
    ...at,
    ...flat,
    kind: 'village',
    isNumbered: chance.is(0.85),
    name,
    committee,
    town,
    road: '',
    roadNumber: 1 + chance.below(160),
    group: 1 + chance.below(8),
    building: 1,
    unit: 1,
    floor: 1,
    flat: 1,
  };
}
