const SECONDS = [0, 1, 3, 5, 7];

/** How long to wait before a request is sent again, ms: longer each time, never two pages alike. */
export function backOff(attempt: number, random: () => number = Math.random): number {
  const seconds = SECONDS[Math.min(attempt, SECONDS.length - 1)] ?? 0;
  return seconds * 1000 * (0.5 + random());
}

/** Waits; ends early where the network comes back or the signal says so. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      signal?.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end);
    signal?.addEventListener('abort', end);
  });
}
