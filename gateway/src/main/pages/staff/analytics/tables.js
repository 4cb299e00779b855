// Figures as text: totals, drifts and reasons.

import { chooseReason } from "./filters.js";
import { count, moment, percent, seconds, sessions, windowSpan, words } from "./format.js";

const byId = (id) => document.getElementById(id);

/** Shows how sessions ended, in all. */
export function totals({ totals: counts, latency }) {
  byId("total-sessions").textContent = count(counts.sessions);
  byId("total-completed").textContent = `${count(counts.completed)} with a result`;
  for (const outcome of ["approved", "declined", "needs_review", "expired"]) {
    byId(`total-${outcome}`).textContent = percent(counts[outcome], counts.sessions);
    byId(`count-${outcome}`).textContent = sessions(counts[outcome]);
  }
  byId("total-latency").textContent = seconds(latency?.p95);
  byId("count-latency").textContent = latency ? `half within ${seconds(latency.p50)}` : "no completed session";
}

/** Shows the drifts, the newest first. */
export function drifts({ alerts }) {
  byId("drift-none").hidden = alerts.length > 0;
  byId("drift-table").hidden = alerts.length === 0;
  byId("drift-rows").replaceChildren(
    ...alerts.map((alert) => {
      const row = document.createElement("tr");
      const badge = document.createElement("span");
      badge.className = `badge ${alert.level}`;
      badge.textContent = alert.level;
      row.insertCell().append(badge);
      row.insertCell().textContent = alert.message;
      cell(row, moment(alert.since), "moment");
      cell(row, windowSpan(alert.window_start, alert.window_seconds), "moment");
      cell(row, alert.population_stability_index.toFixed(2), "number").title =
        `by chance up to ${alert.population_stability_bound.toFixed(2)}`;
      cell(row, alert.kolmogorov_smirnov.toFixed(2), "number").title =
        `by chance up to ${alert.kolmogorov_smirnov_bound.toFixed(2)}`;
      return row;
    }),
  );
}

/** Shows the sessions of each reason, the most frequent first. */
export function reasons({ reasons: found }) {
  const entries = Object.entries(found);
  byId("reasons-none").hidden = entries.length > 0;
  byId("reasons-table").hidden = entries.length === 0;
  byId("reasons-rows").replaceChildren(
    ...entries.map(([reason, counts]) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = words(reason);
      button.title = "Show the sessions with this reason only";
      button.addEventListener("click", () => chooseReason(reason));
      head.append(button);
      row.append(head);
      for (const key of ["sessions", "approved", "declined", "needs_review", "reviewed"]) {
        cell(row, count(counts[key]), "number");
      }
      return row;
    }),
  );
}

function cell(row, text, kind) {
  const made = row.insertCell();
  made.className = kind;
  made.textContent = text;
  return made;
}
