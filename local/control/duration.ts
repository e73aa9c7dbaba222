/**
 * Adds an ISO 8601 duration (`P5D`, `PT1H30M`, `P1Y2M`) to an instant in ms. Years and months are those of the UTC
 * calendar.
 * @returns undefined when the text is not a duration.
 */
export function addDuration(start: number, duration: string): number | undefined {
  const match = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    duration,
  );
  if (!match) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const date = new Date(start);
  date.setUTCMonth(date.getUTCMonth() + 12 * years + months);
  return date.getTime() + (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
}
