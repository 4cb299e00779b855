// What changes from window to window: quantiles of a score with its drifts, and how sessions end.

import { COLOURS, TOOLTIP, categoryAxis, draw, tip, valueAxis } from "./charts.js";
import { count, percent, windowLabel, windowSpan, words } from "./format.js";

/** From here on windows are drawn without gaps between them. */
const DENSE = 100;
const OUTCOMES = ["approved", "needs_review", "declined", "expired"];

/** Draws 5, 25, 50, 75 and 95 % of a score per window; windows without sessions stay empty. */
export function bands(score, name, { series, range, alerts }) {
  const colours = COLOURS[score];
  const quantiles = series.map((window) => window[score]);
  const drifts = byWindow(alerts.filter((alert) => alert.score === `${score}_score`), range);
  const seen = quantiles.filter(Boolean);
  const label = seen.length
    ? `Quantiles of the ${name} score in ${series.length} windows; the last median is ${seen.at(-1).p50.toFixed(0)}; drift in ${drifts.size} windows.`
    : `No ${name} score in this range.`;
  const part = (of, color) => ({
    type: "bar",
    stack: "quantiles",
    ...width(series.length),
    silent: true,
    itemStyle: { color },
    data: quantiles.map((q) => (q ? of(q) : null)),
  });
  draw(`${score.replace("_", "-")}-bands`, label, {
    grid: { left: 34, right: 12, top: 14, bottom: 24 },
    tooltip: { ...TOOLTIP, formatter: (items) => quantileTip(series[items[0].dataIndex], score, drifts, range) },
    xAxis: windowAxis(series, range),
    yAxis: valueAxis({ min: 0, max: 100, interval: 25 }),
    series: [
      part((q) => q.p5, "transparent"),
      part((q) => q.p25 - q.p5, colours.outer),
      part((q) => q.p75 - q.p25, colours.inner),
      part((q) => q.p95 - q.p75, colours.outer),
      {
        type: "line",
        data: quantiles.map((q) => (q ? q.p50 : null)),
        symbol: "circle",
        symbolSize: series.length > DENSE ? 3 : 5,
        showSymbol: series.length <= DENSE || seen.length < 20,
        lineStyle: { color: colours.median, width: 2 },
        itemStyle: { color: colours.median },
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          data: [
            { yAxis: 50, lineStyle: { color: COLOURS.ink, type: "solid", width: 1, opacity: 0.5 } },
            ...[...drifts].map(([at, found]) => ({
              xAxis: at,
              lineStyle: { color: driftColour(found), type: "dashed", width: 1 },
            })),
          ],
        },
      },
      {
        type: "scatter",
        symbol: "triangle",
        symbolRotate: 180,
        symbolSize: 11,
        z: 5,
        data: [...drifts].map(([at, found]) => ({ value: [at, 99], itemStyle: { color: driftColour(found) } })),
      },
    ],
  });
}

/** Draws the shares of the sessions' ends per window, stacked. */
export function rates({ series, range, totals }) {
  const label = `How sessions end in ${series.length} windows. In all: ${OUTCOMES.map(
    (outcome) => `${words(outcome)} ${percent(totals[outcome], totals.sessions)}`,
  ).join(", ")}.`;
  draw("rates", label, {
    grid: { left: 44, right: 12, top: 14, bottom: 24 },
    tooltip: {
      ...TOOLTIP,
      formatter: (items) => {
        const window = series[items[0].dataIndex];
        return tip(windowSpan(window.start, range.window_seconds), [
          ["sessions", count(window.counts.sessions), ""],
          ...OUTCOMES.map((outcome) => [
            words(outcome),
            count(window.counts[outcome]),
            percent(window.counts[outcome], window.counts.sessions),
          ]),
        ]);
      },
    },
    xAxis: windowAxis(series, range),
    yAxis: valueAxis({ min: 0, max: 100, interval: 25, axisLabel: { color: COLOURS.soft, fontSize: 11, formatter: "{value} %" } }),
    series: OUTCOMES.map((outcome) => ({
      type: "bar",
      stack: "outcomes",
      ...width(series.length),
      itemStyle: { color: COLOURS[outcome] },
      data: series.map((window) => (window.rates ? 100 * window.rates[outcome] : null)),
    })),
  });
}

function windowAxis(series, range) {
  return categoryAxis(
    series.map((window) => windowLabel(window.start, range.window_seconds)),
    { axisLabel: series.length > DENSE ? { showMinLabel: true, alignMinLabel: "left" } : {} },
  );
}

/** Without gaps bars overlap by a hair, so that no seams show between them. */
function width(windows) {
  return windows > DENSE ? { barWidth: "102%" } : { barWidth: "78%", barMaxWidth: 36 };
}

function byWindow(alerts, range) {
  const found = new Map();
  for (const alert of alerts) {
    const at = Math.floor((Date.parse(alert.window_start) - Date.parse(range.from)) / 1000 / range.window_seconds);
    found.set(at, [...(found.get(at) ?? []), alert]);
  }
  return found;
}

function driftColour(alerts) {
  if (alerts.some((alert) => alert.level === "act")) return COLOURS.declined;
  return alerts.some((alert) => alert.level === "watch") ? "#b38600" : COLOURS.approved;
}

function quantileTip(window, score, drifts, range) {
  const at = Math.round((Date.parse(window.start) - Date.parse(range.from)) / 1000 / range.window_seconds);
  const heading = windowSpan(window.start, range.window_seconds);
  const q = window[score];
  if (!q) return tip(heading, [["no score", ""]]);
  return tip(heading, [
    ["95 % below", q.p95.toFixed(1)],
    ["75 % below", q.p75.toFixed(1)],
    ["median", q.p50.toFixed(1)],
    ["25 % below", q.p25.toFixed(1)],
    ["5 % below", q.p5.toFixed(1)],
    ["sessions completed", count(window.counts.completed)],
    ...(drifts.get(at) ?? []).map((alert) => [`drift: ${alert.level}`, `${words(alert.video_mode)}, ${alert.video_language}`]),
  ]);
}
