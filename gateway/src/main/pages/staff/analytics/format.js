// Numbers and times as people read them. All times are UTC.

const whole = new Intl.NumberFormat("en-GB");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const HOUR = 3600;
export const DAY = 86400;

/** 12,345 */
export const count = (n) => whole.format(n);

/** 1 session, 12,345 sessions. */
export const sessions = (n) => `${count(n)} session${n === 1 ? "" : "s"}`;

/** 12.3 %; a dash where there is nothing to divide by. */
export const percent = (part, all) => (all > 0 ? `${((100 * part) / all).toFixed(1)} %` : "–");

/** +1,234 or −1,234. */
export const difference = (n) => (n > 0 ? `+${count(n)}` : n < 0 ? `−${count(-n)}` : "0");

/** 0.82 s, 12.3 s, 4.5 min. */
export function seconds(value) {
  if (value === undefined || value === null) return "–";
  if (value < 10) return `${value.toFixed(2)} s`;
  if (value < 120) return `${value.toFixed(1)} s`;
  return `${(value / 60).toFixed(1)} min`;
}

const two = (n) => String(n).padStart(2, "0");

/** 31 Jan 2026, 14:05. */
export function moment(text) {
  const at = new Date(text);
  return `${day(at)} ${at.getUTCFullYear()}, ${clock(at)}`;
}

/** A window's start, as short as its length allows. */
export function windowLabel(start, length) {
  const at = new Date(start);
  if (length >= DAY) return day(at);
  return length >= HOUR ? `${day(at)} ${clock(at)}` : clock(at);
}

/** A window from start to end. */
export function windowSpan(start, length) {
  const at = new Date(start);
  if (length >= DAY) return `${day(at)} ${at.getUTCFullYear()}`;
  return `${day(at)}, ${clock(at)} – ${clock(new Date(at.getTime() + length * 1000))}`;
}

/** 14:05:10. */
export const time = (at) => `${clock(at)}:${two(at.getUTCSeconds())}`;

/** presentation_attack_suspected → presentation attack suspected. */
export const words = (code) => code.replaceAll("_", " ");

function day(at) {
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
}

function clock(at) {
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}
