/** Shows the figures from now on; `ask` gives the answer for the parameters of a request. */
export function start(ask: (query: string) => Promise<unknown>): void;
/** Asks no more, and leaves the page alone. */
export function stop(): void;
