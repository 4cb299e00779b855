// The page: asks for the figures, shows them, and asks again every ten seconds.

import { cover, library, savePictures } from "./charts.js";
import { offer, onChange, query, remember, setting } from "./filters.js";
import { count, moment, time } from "./format.js";
import { funnel } from "./funnel.js";
import { histogram } from "./histogram.js";
import { bands, rates } from "./overtime.js";
import { drifts, reasons, totals } from "./tables.js";
import { onThreshold, thresholds, whatIf } from "./whatif.js";

const REFRESH = 10_000;
const WINDOWS = { 300: "windows of 5 minutes", 3600: "windows of an hour", 86400: "windows of a day" };
const byId = (id) => document.getElementById(id);
const funnelBy = byId("funnel-by");
let answer = null;
let shownAt = null;
let asked = 0;
let timer = 0;
let ask;
let stopped = false;

/**
 * Shows the figures from now on.
 *
 * @param asks gives the answer for the parameters of a request
 */
export function start(asks) {
  ask = asks;
  funnelBy.value = setting("by", "");
  if (funnelBy.selectedIndex < 0) funnelBy.value = "";
  funnelBy.addEventListener("change", () => {
    remember({ by: funnelBy.value });
    if (answer) funnel(answer, funnelBy.value);
  });
  onChange(refresh);
  onThreshold(() => answer && answer.totals.sessions > 0 && drawHistograms());
  savePictures();
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : refresh()));
  refresh();
}

/** Asks no more, and leaves the page alone. */
export function stop() {
  stopped = true;
  asked++;
  clearTimeout(timer);
}

async function refresh() {
  if (stopped) return;
  clearTimeout(timer);
  const mine = ++asked;
  const parameters = query();
  try {
    const found = await ask(parameters.toString());
    await library;
    if (mine !== asked) return;
    answer = found;
    shownAt = new Date();
    byId("error").hidden = true;
    show(parameters);
  } catch (problem) {
    if (mine === asked) fail(problem.detail ?? problem.message);
  } finally {
    if (mine === asked) timer = setTimeout(refresh, REFRESH);
  }
}

function fail(problem) {
  const stale = shownAt ? ` What is shown is of ${time(shownAt)} UTC.` : "";
  const end = /[.?!]$/.test(problem) ? "" : ".";
  byId("error").textContent = `The figures could not be loaded: ${problem}${end}${stale}`;
  byId("error").hidden = false;
  if (!shownAt) byId("updated").textContent = "Not loaded";
}

function show(parameters) {
  offer(answer.choices);
  byId("csv-series").href = `/v1/analytics/distributions.csv?${parameters}`;
  byId("csv-histograms").href = `/v1/analytics/distributions.csv?${parameters}${parameters.size ? "&" : ""}table=histograms`;
  const { range } = answer;
  const covered = range ? `${moment(range.from)} to ${moment(range.to)} UTC` : "";
  byId("updated").textContent = range
    ? `${covered} · ${WINDOWS[range.window_seconds]} · updated ${time(shownAt)}`
    : `updated ${time(shownAt)} UTC`;
  cover(covered);
  notice();
  const nothing = answer.totals.sessions === 0;
  byId("empty").hidden = !nothing;
  byId("figures").hidden = nothing;
  if (nothing) {
    empty();
  } else {
    drawAll();
  }
  document.documentElement.dataset.drawn ??= performance.now().toFixed(0);
}

function drawAll() {
  totals(answer);
  whatIf(answer.joint_counts);
  drawHistograms();
  bands("liveness", "liveness", answer);
  bands("face_match", "face match", answer);
  rates(answer);
  funnel(answer, funnelBy.value);
  drifts(answer);
  reasons(answer);
}

function drawHistograms() {
  const moved = thresholds();
  histogram("liveness", "liveness", answer.histograms.liveness, moved.liveness);
  histogram("face_match", "face match", answer.histograms.face_match, moved.face_match);
}

function empty() {
  const { range, state } = answer;
  const kept = range?.kept_from;
  const [title, text] = byId("empty").querySelectorAll("h2, p");
  if (kept) {
    title.textContent = "No session ended in this range with these filters";
    text.textContent = `There are sessions from ${moment(kept)} to ${moment(range.kept_to)} UTC.`;
  } else {
    title.textContent = state.complete ? "No session has ended yet" : "Reading what is there …";
    text.textContent = state.complete
      ? "As soon as one ends, its scores appear here."
      : "The figures appear as they are read.";
  }
  byId("show-all").hidden = !kept;
}

function notice() {
  const { complete, problem, unreadable } = answer.state;
  const said = [
    problem,
    !complete && !problem ? "What the topics hold is still being read; the figures grow until that is done." : null,
    unreadable ? `${count(unreadable)} record${unreadable === 1 ? "" : "s"} could not be read and ${unreadable === 1 ? "is" : "are"} left out; the log of the gateway names ${unreadable === 1 ? "it" : "them"}.` : null,
  ].filter(Boolean);
  byId("notice").textContent = said.join(" ");
  byId("notice").hidden = said.length === 0;
}
