type Options<D extends object, M extends object> = WechatMiniprogram.Component.Options<
  D & WechatMiniprogram.Component.DataOption,
  Record<never, never>,
  M & WechatMiniprogram.Component.MethodOption,
  [],
  Record<never, never>,
  true
>;

/**
 * A page. It is written as a component, which pages may be, so that its WXML can be tested with it; the build writes the
 * file that hands it to `Component`.
 */
export function page<D extends object, M extends object>(options: Options<D, M>): Options<D, M> {
  return options;
}
