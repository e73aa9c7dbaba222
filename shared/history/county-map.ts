/** 县界图 of a province, as the build makes it (infra/county-map.ts): for whoever sees its figures county by county. */
export interface CountyMap {
  /** 审图号, which stands below wherever it is drawn. */
  approval: string;
  shapes: CountyShape[];
  /** Counties of today of which the data knows no border. */
  missing: { code: string; name: string }[];
}

export interface CountyShape {
  code: string;
  name: string;
  /** The room it takes, in the units of its path: left, top, right, bottom. */
  box: [number, number, number, number];
  /** An SVG path, some 110 metres a unit. */
  path: string;
}
