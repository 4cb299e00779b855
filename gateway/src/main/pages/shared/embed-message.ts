/** What a page in a frame tells the page around it. */
export type EmbedMessage = { from: 'verilock-video-kyc' } & (
  | { type: 'ready' | 'completed' | 'cancelled' }
  | { type: 'step'; step: string }
  | { type: 'error'; code: string }
  | { type: 'layout'; height: number }
);

type Told = EmbedMessage extends infer M ? (M extends EmbedMessage ? Omit<M, 'from'> : never) : never;

/** Whether this page is in a frame of another one. */
export const embedded = window.parent !== window;

/**
 * Tells the page around this one, if there is one. Whoever that is was allowed to show the session, and
 * what is told is no secret.
 */
export function tellAround(message: Told): void {
  if (embedded) {
    window.parent.postMessage({ from: 'verilock-video-kyc', ...message }, '*');
  }
}

/** Keeps telling the page around this one how high this one is. */
export function tellHeight(element: Element): void {
  if (embedded) {
    new ResizeObserver(() =>
      tellAround({ type: 'layout', height: Math.ceil(element.getBoundingClientRect().height) }),
    ).observe(element);
  }
}
