// How many completed sessions would pass both scores with other thresholds, from the joint counts.

import { remember, setting } from "./filters.js";
import { count, difference, percent } from "./format.js";

const CELLS = 21;
const NO_SCORE = 20;
const STEP = 5;
const NOW = 50;
const sliders = {
  liveness: document.getElementById("threshold-liveness"),
  face_match: document.getElementById("threshold-face-match"),
};
const reset = document.getElementById("threshold-reset");
let joint = null;

/** The thresholds that the sliders stand at. */
export const thresholds = () => ({ liveness: Number(sliders.liveness.value), face_match: Number(sliders.face_match.value) });

/** Makes the sliders work; calls back when one was moved. */
export function onThreshold(changed) {
  for (const [score, slider] of Object.entries(sliders)) {
    const set = Number(setting(`if_${score}`, NOW));
    slider.value = Number.isFinite(set) ? set : NOW;
    slider.addEventListener("input", () => moved(changed));
  }
  reset.addEventListener("click", () => {
    Object.values(sliders).forEach((slider) => (slider.value = NOW));
    moved(changed);
  });
}

/** Shows what the thresholds mean for these sessions. */
export function whatIf(counts) {
  joint = counts;
  show();
}

function moved(changed) {
  const { liveness, face_match } = thresholds();
  remember({
    if_liveness: liveness === NOW ? null : String(liveness),
    if_face_match: face_match === NOW ? null : String(face_match),
  });
  show();
  changed();
}

/** Sessions by which scores reach their thresholds. A row of cells is one of face match. */
function judge(liveness, faceMatch) {
  const found = { both: 0, liveness: 0, faceMatch: 0, neither: 0, missing: 0 };
  joint.forEach((n, cell) => {
    const row = Math.floor(cell / CELLS);
    const column = cell % CELLS;
    const live = column >= liveness / STEP;
    const matches = row >= faceMatch / STEP;
    if (row === NO_SCORE || column === NO_SCORE) found.missing += n;
    else if (live && matches) found.both += n;
    else if (matches) found.liveness += n;
    else if (live) found.faceMatch += n;
    else found.neither += n;
  });
  return found;
}

function show() {
  const { liveness, face_match } = thresholds();
  document.getElementById("threshold-liveness-value").textContent = liveness;
  document.getElementById("threshold-face-match-value").textContent = face_match;
  document.getElementById("what-if-column").textContent = `what if (${liveness} / ${face_match})`;
  reset.disabled = liveness === NOW && face_match === NOW;
  if (!joint) return;
  const completed = joint.reduce((sum, n) => sum + n, 0);
  const now = judge(NOW, NOW);
  const then = judge(liveness, face_match);
  document.getElementById("what-if-words").textContent = inWords(now.both, then.both, completed);
  const rows = [
    ["pass both scores", "both"],
    ["liveness too low", "liveness"],
    ["face match too low", "faceMatch"],
    ["both too low", "neither"],
    ["a score is missing", "missing"],
  ];
  document.getElementById("what-if-rows").replaceChildren(
    ...rows.map(([name, key]) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      head.textContent = name;
      row.append(head);
      for (const text of [
        `${count(now[key])} (${percent(now[key], completed)})`,
        `${count(then[key])} (${percent(then[key], completed)})`,
        difference(then[key] - now[key]),
      ]) {
        row.insertCell().textContent = text;
      }
      return row;
    }),
  );
}

function inWords(now, then, completed) {
  const pass = `${count(then)} of ${count(completed)} completed sessions would pass both scores (${percent(then, completed)})`;
  if (then === now) return `${pass}: as many as now.`;
  const change = `${count(Math.abs(then - now))} ${then > now ? "more" : "fewer"} than the ${count(now)} of now`;
  return `${pass}: ${change}${now ? ` (${then > now ? "+" : "−"}${percent(Math.abs(then - now), now)})` : ""}.`;
}
