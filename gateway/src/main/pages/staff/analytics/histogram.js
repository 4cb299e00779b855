// How one score is distributed, in bins one point wide, beside the thresholds.

import { COLOURS, TOOLTIP, categoryAxis, draw, tip, valueAxis } from "./charts.js";
import { count, percent } from "./format.js";

const THRESHOLD = 50;

/** Draws the histogram of a score; the threshold of the what-if is marked where it is another. */
export function histogram(score, name, { counts, missing }, whatIf) {
  const id = score.replace("_", "-");
  const total = counts.reduce((sum, n) => sum + n, 0);
  const below = counts.slice(0, THRESHOLD).reduce((sum, n) => sum + n, 0);
  const colours = COLOURS[score];
  const summary = total
    ? `median ${median(counts, total).toFixed(0)} · ${percent(below, total)} below ${THRESHOLD} · ${count(missing)} without the score`
    : `no completed session has this score · ${count(missing)} without it`;
  document.getElementById(`${id}-summary`).textContent = summary;
  draw(`${id}-histogram`, `Histogram of the ${name} score of ${count(total)} sessions: ${summary}`, {
    grid: { left: 48, right: 16, top: 26, bottom: 24 },
    tooltip: {
      ...TOOLTIP,
      formatter: ([bar]) =>
        tip(`${name} ${bar.dataIndex} to ${bar.dataIndex + 1}`, [
          ["sessions", count(bar.value)],
          ["share", percent(bar.value, total)],
        ]),
    },
    // The bars stand on categories; the numbers and the thresholds on a scale that runs to the edges.
    xAxis: [
      categoryAxis(counts.map((_, i) => i), { axisLabel: { show: false }, axisPointer: { label: { show: false } } }),
      valueAxis({
        min: 0,
        max: 100,
        interval: 10,
        position: "bottom",
        splitLine: { show: false },
        axisPointer: { show: false },
      }),
    ],
    yAxis: valueAxis({ minInterval: 1, axisLabel: { color: COLOURS.soft, fontSize: 11, formatter: short } }),
    series: [
      {
        type: "bar",
        barWidth: "90%",
        data: counts.map((value, i) => ({
          value,
          itemStyle: { color: i < THRESHOLD ? colours.below : colours.bar },
        })),
      },
      {
        type: "line",
        xAxisIndex: 1,
        data: [],
        tooltip: { show: false },
        markLine: { silent: true, symbol: "none", data: lines(whatIf) },
      },
    ],
  });
}

function lines(whatIf) {
  const found = [line(THRESHOLD, "threshold 50", "solid")];
  if (whatIf !== THRESHOLD) found.push(line(whatIf, `what if ${whatIf}`, "dashed"));
  return found;
}

function line(at, text, type) {
  return {
    xAxis: at,
    lineStyle: { color: COLOURS.ink, type, width: 1.5 },
    label: { formatter: text, color: COLOURS.ink, fontSize: 11, position: "end", distance: 4 },
  };
}

function median(counts, total) {
  let below = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] > 0 && below + counts[i] >= total / 2) return i + (total / 2 - below) / counts[i];
    below += counts[i];
  }
  return counts.length;
}

function short(n) {
  if (n >= 1e6) return `${n / 1e6} M`;
  return n >= 1e3 ? `${n / 1e3} k` : String(n);
}
