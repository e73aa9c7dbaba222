import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/* The library that draws, and of it no more than is drawn with: a browser loads it when the first picture is to be seen. */

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, SVGRenderer]);

/** @param size in CSS pixels */
export function draw(
  box: HTMLElement,
  option: EChartsCoreOption,
  size: { width: number; height: number },
  onPick: (series: number, index: number) => void,
): EChartsType {
  const chart = init(box, null, { renderer: 'svg', ...size });
  chart.setOption(option);
  chart.on('click', ({ seriesIndex = 0, dataIndex }) => onPick(seriesIndex, dataIndex));
  return chart;
}
