// What all charts have in common: how they are made, resized and saved as pictures.

import { description } from "./filters.js";

export const COLOURS = {
  ink: "#17212b",
  soft: "#55626f",
  line: "#dde3e9",
  approved: "#009e73",
  declined: "#d55e00",
  needs_review: "#f0c94a",
  expired: "#9aa3af",
  liveness: { median: "#003f66", inner: "#7db4d8", outer: "#d3e5f1", bar: "#0072b2", below: "#9cc7e1" },
  face_match: { median: "#43235a", inner: "#bda2cc", outer: "#e6dbec", bar: "#7a4b94", below: "#cbb6d7" },
  // Okabe and Ito (2008): told apart with every colour vision.
  values: ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a7a00", "#555555"],
};

const LIBRARY = "/assets/echarts-5.5.0.js";

// The page takes no text for markup and loads no script but those it began with. The chart library
// empties elements by markup, and is loaded here: that much is allowed, and nothing else.
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (markup) => (markup === "" ? markup : null),
  createScriptURL: (url) => (url === LIBRARY ? url : null),
});

/** Settles when the chart library is there, which comes beside the figures. */
export const library = new Promise((loaded, failed) => {
  const script = document.createElement("script");
  script.addEventListener("load", loaded);
  script.addEventListener("error", () => failed(new Error("the chart library did not load")));
  script.src = LIBRARY;
  document.head.append(script);
});
// Whoever draws waits for it and tells; before that nobody may listen yet.
library.catch(() => {});

const FONT = 'system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';
const charts = new Map();
let covered = "";

/** Draws into the element of an id; the title says to those who cannot see it what it shows. */
export function draw(id, label, option) {
  const element = document.getElementById(id);
  let chart = charts.get(id);
  if (!chart) {
    chart = echarts.init(element, null, { renderer: "canvas" });
    charts.set(id, chart);
    new ResizeObserver(() => chart.resize()).observe(element);
  }
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", label);
  chart.setOption(
    { animation: false, textStyle: { fontFamily: FONT, color: COLOURS.soft }, ...option },
    { notMerge: true },
  );
  chart.getZr().flush();
}

/** Says which range the pictures are of. */
export function cover(text) {
  covered = text;
}

/** Makes the PNG buttons save their charts. */
export function savePictures() {
  for (const button of document.querySelectorAll(".png")) {
    const title = button.closest("section").querySelector("h2").textContent;
    button.setAttribute("aria-label", `Save “${title}” as PNG`);
    button.addEventListener("click", () => save(button.dataset.chart, title));
  }
}

/** A tooltip: a heading, and pairs of words and numbers. */
export function tip(heading, lines) {
  const box = document.createElement("div");
  box.className = "tip";
  const strong = document.createElement("strong");
  strong.textContent = heading;
  const table = document.createElement("table");
  for (const line of lines) {
    const row = table.insertRow();
    line.forEach((text) => (row.insertCell().textContent = text));
  }
  box.append(strong, table);
  return box;
}

export const TOOLTIP = {
  trigger: "axis",
  confine: true,
  backgroundColor: "#fff",
  borderColor: COLOURS.line,
  padding: [6, 10],
  axisPointer: { type: "shadow", shadowStyle: { color: "rgba(23, 33, 43, .06)" } },
};

/** A quiet axis of values. */
export function valueAxis(more) {
  return {
    type: "value",
    axisLabel: { color: COLOURS.soft, fontSize: 11 },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: "#edf1f4" } },
    ...more,
  };
}

/** A quiet axis of categories. */
export function categoryAxis(data, more) {
  const { axisLabel, ...rest } = more ?? {};
  return {
    type: "category",
    data,
    axisLabel: { color: COLOURS.soft, fontSize: 11, hideOverlap: true, ...axisLabel },
    axisLine: { lineStyle: { color: "#b9c3cd" } },
    axisTick: { show: false },
    ...rest,
  };
}

/** The chart with its title, what it covers and its legend above it, twice as sharp as on the page. */
function save(id, title) {
  const picture = charts.get(id).renderToCanvas({ pixelRatio: 2, backgroundColor: "#fff" });
  const keys = [...document.getElementById(id).parentElement.querySelectorAll(".legend .key")];
  const top = keys.length ? 140 : 104;
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height + top;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = COLOURS.ink;
  pen.font = `600 30px ${FONT}`;
  pen.fillText(title, 20, 44, canvas.width - 40);
  pen.fillStyle = COLOURS.soft;
  pen.font = `22px ${FONT}`;
  pen.fillText([covered, description()].filter(Boolean).join(" · "), 20, 80, canvas.width - 40);
  let left = 20;
  for (const key of keys) {
    pen.fillStyle = getComputedStyle(key, "::before").backgroundColor;
    pen.fillRect(left, 102, 20, 16);
    pen.fillStyle = COLOURS.soft;
    pen.fillText(key.textContent, left + 30, 118);
    left += 60 + pen.measureText(key.textContent).width;
  }
  pen.drawImage(picture, 0, top);
  canvas.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `verilock-${id}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }, "image/png");
}
