import findings from './findings.json';

const CHECKS: Record<string, string> = findings.checks;
const REASONS: Record<string, string> = findings.reasons;

/** A check in words; its own name where it is a new one. */
export function checkWords(name: string): string {
  return CHECKS[name] ?? plain(name);
}

/** A reason in words; its code where it is a new one. */
export function reasonWords(code: string): string {
  return REASONS[code] ?? plain(code);
}

function plain(code: string): string {
  const words = code.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** A time of the video, as players write it. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** How long ago something was, in words. */
export function ago(time: string | null): string {
  if (time === null) {
    return 'unknown';
  }
  const minutes = Math.round((Date.now() - Date.parse(time)) / 60_000);
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (minutes < 60) {
    return words.format(-minutes, 'minute');
  }
  return minutes < 48 * 60 ? words.format(-Math.round(minutes / 60), 'hour') : words.format(-Math.round(minutes / 1440), 'day');
}
