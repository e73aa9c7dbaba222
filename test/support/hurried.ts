/**
 * Makes a page's window one in which nobody waits long: what it waits for a quarter of a second or more, up to ten,
 * comes twenty times as soon. Its screens wait so for a pause in somebody's typing, and before they ask again; how long
 * that is no test asks. For `addInitScript`.
 */
export const hurried = `for (const name of ['setTimeout', 'setInterval']) {
  const own = window[name];
  window[name] = (run, ms = 0, ...given) => own(run, ms >= 250 && ms <= 10_000 ? ms / 20 : ms, ...given);
}`;
