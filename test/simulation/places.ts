/** Where it all happens. */
export const province = '530000';
export const municipality = '530000/530100';
export const counties = ['530000/530100/530102', '530000/530100/530103'] as const;

/** Whoever registers people and enters what was published: the second confirms what the first enters. */
export const administrators = ['administrator-530000-1', 'administrator-530000-2'] as const;

/** Who works for a county. */
export const countyStaff = (county: string) => ({
  approver: `approver-${county}`,
  others: [`registrar-${county}-1`, `surveyor-${county}-1`, `reviewer-${county}-1`],
});

/** Whether a union is another or stands below it. */
export const isBelow = (orgPath: string, area: string): boolean => `${orgPath}/`.startsWith(`${area}/`);

/** Whether a union is another's own: below none of the cities and counties that stand below it. */
export const isOwnOf = (orgPath: string, union: string): boolean =>
  isBelow(orgPath, union) && !/^\/\d{6}(\/|$)/.test(orgPath.slice(union.length));

/** Whether a union stands above the counties: the city's or the province's own. */
export const isAboveCounties = (orgPath: string): boolean => municipality.startsWith(orgPath);
