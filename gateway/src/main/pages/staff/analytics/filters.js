// What is asked for. It stands in the page's address, so that a view can be sent to a colleague.

import { words } from "./format.js";

const CHOICES = { mode: "modes", language: "languages", model: "models", reason: "reasons" };
const RANGES = { "1h": 3600, "12h": 12 * 3600, "7d": 7 * 86400, "30d": 30 * 86400 };
const form = document.getElementById("filters");
const custom = form.querySelectorAll(".custom");
const state = new URLSearchParams(location.search);

/** Value of one setting of the page's address, or the fallback. */
export const setting = (name, fallback) => state.get(name) ?? fallback;

/** Sets or, with null, removes settings in the page's address. */
export function remember(settings) {
  for (const [name, value] of Object.entries(settings)) {
    if (value === null || value === "") state.delete(name);
    else state.set(name, value);
  }
  const query = state.toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

/** Calls back whenever another view is asked for. */
export function onChange(changed) {
  showState();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    const { name, value } = event.target;
    if (name === "range" && value === "custom") startCustom();
    remember({ [name]: name === "range" && value === "all" ? null : value });
    showState();
    changed();
  });
  const all = () => {
    for (const name of [...Object.keys(CHOICES), "range", "from", "to"]) state.delete(name);
    remember({});
    showState();
    changed();
  };
  document.getElementById("reset").addEventListener("click", all);
  document.getElementById("show-all").addEventListener("click", all);
}

/** Asks for sessions with one reason. */
export function chooseReason(reason) {
  form.elements.reason.value = reason;
  form.elements.reason.dispatchEvent(new Event("change", { bubbles: true }));
  form.elements.reason.focus();
}

/** The parameters of a request. */
export function query() {
  const parameters = new URLSearchParams();
  for (const name of Object.keys(CHOICES)) {
    if (state.get(name)) parameters.set(name, state.get(name));
  }
  const range = state.get("range") ?? "all";
  if (range === "custom") {
    for (const name of ["from", "to"]) {
      if (state.get(name)) parameters.set(name, `${state.get(name)}:00Z`);
    }
  } else if (range in RANGES) {
    const now = Date.now();
    parameters.set("from", new Date(now - RANGES[range] * 1000).toISOString());
    parameters.set("to", new Date(now).toISOString());
  }
  return parameters;
}

/** What is asked for, in words, for a picture's caption. */
export function description() {
  return Object.keys(CHOICES)
    .filter((name) => state.get(name))
    .map((name) => `${name} ${state.get(name)}`)
    .join(" · ");
}

/** Offers what there is; what is chosen stays offered. */
export function offer(choices) {
  for (const [name, list] of Object.entries(CHOICES)) {
    const select = form.elements[name];
    const chosen = state.get(name);
    const values = chosen && !choices[list].includes(chosen) ? [...choices[list], chosen] : choices[list];
    const offered = [...select.options].slice(1).map((option) => option.value);
    if (values.length !== offered.length || values.some((value, i) => value !== offered[i])) {
      select.length = 1;
      for (const value of values) select.add(new Option(name === "model" ? value : words(value), value));
    }
    select.value = chosen ?? "";
  }
}

function startCustom() {
  const now = new Date();
  const text = (at) => at.toISOString().slice(0, 16);
  remember({
    from: state.get("from") ?? text(new Date(now.getTime() - 86400_000)),
    to: state.get("to") ?? text(now),
  });
}

function showState() {
  const range = form.elements.range;
  range.value = state.get("range") ?? "all";
  if (range.selectedIndex < 0) range.value = "all";
  custom.forEach((label) => (label.hidden = range.value !== "custom"));
  form.elements.from.value = state.get("from") ?? "";
  form.elements.to.value = state.get("to") ?? "";
  for (const name of Object.keys(CHOICES)) {
    if (form.elements[name].value !== (state.get(name) ?? "")) form.elements[name].value = state.get(name) ?? "";
  }
  const filtered = range.value !== "all" || Object.keys(CHOICES).some((name) => state.get(name));
  document.getElementById("reset").hidden = !filtered;
}
