// How far sessions come, in all or by the values of a dimension.

import { COLOURS, TOOLTIP, categoryAxis, draw, tip, valueAxis } from "./charts.js";
import { count, percent, words } from "./format.js";

const STAGES = [
  ["sessions", "ended"],
  ["completed", "completed"],
  ["with_face", "face seen"],
  ["live", "live"],
  ["matched", "matched"],
  ["approved", "approved"],
];
const MOST = 6;

/** Draws the share of the sessions that reach each stage. */
export function funnel({ totals, funnel: dimensions }, dimension) {
  const all = dimension ? Object.entries(dimensions[dimension]) : [["all sessions", totals]];
  const values = all.sort((one, other) => other[1].sessions - one[1].sessions).slice(0, MOST);
  const single = values.length === 1;
  const note = [
    "Share of the sessions that ended; approved counts a person’s approvals, too.",
    all.length > MOST ? `The ${MOST} largest of ${all.length}.` : "",
  ].join(" ");
  document.getElementById("funnel-note").textContent = note;
  const label = values
    .map(([value, counts]) => `${value}: ${STAGES.map(([key, name]) => `${name} ${count(counts[key])}`).join(", ")}`)
    .join("; ");
  draw("funnel", `Sessions by how far they came. ${label}`, {
    legend: {
      show: !(single && !dimension),
      type: "scroll",
      top: 0,
      left: 0,
      itemWidth: 12,
      itemHeight: 10,
      textStyle: { color: COLOURS.soft, fontSize: 12 },
    },
    grid: { left: 76, right: single ? 140 : 20, top: single && !dimension ? 6 : 30, bottom: 24 },
    tooltip: {
      ...TOOLTIP,
      formatter: (items) => {
        const [key, name] = STAGES[items[0].dataIndex];
        return tip(name, values.map(([value, counts]) => [value, count(counts[key]), percent(counts[key], counts.sessions)]));
      },
    },
    xAxis: valueAxis({ min: 0, max: 100, interval: 25, axisLabel: { color: COLOURS.soft, fontSize: 11, formatter: "{value} %" } }),
    yAxis: categoryAxis(STAGES.map(([, name]) => name), { inverse: true, axisLabel: { color: COLOURS.ink, fontSize: 12 } }),
    series: values.map(([value, counts], i) => ({
      type: "bar",
      name: words(value),
      barMaxWidth: 22,
      barGap: "10%",
      barCategoryGap: single ? "35%" : "25%",
      itemStyle: { color: COLOURS.values[i] },
      label: {
        show: single,
        position: "right",
        color: COLOURS.ink,
        fontSize: 12,
        formatter: ({ dataIndex }) => {
          const reached = counts[STAGES[dataIndex][0]];
          return `${count(reached)}  ${percent(reached, counts.sessions)}`;
        },
      },
      data: STAGES.map(([key]) => (counts.sessions ? (100 * counts[key]) / counts.sessions : 0)),
    })),
  });
}
