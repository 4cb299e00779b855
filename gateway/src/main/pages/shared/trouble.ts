/** Why something cannot go on; each code has words in every language (`trouble.CODE…`). */
export type TroubleCode =
  | 'browser_unsupported'
  | 'page_insecure'
  | 'camera_refused'
  | 'camera_missing'
  | 'camera_busy'
  | 'camera_failed'
  | 'camera_lost'
  | 'recording_failed'
  | 'storage_full'
  | 'link_invalid'
  | 'session_over'
  | 'other_tab'
  | 'picture_refused'
  | 'call_empty'
  | 'unexpected';

/** Something that stops the person, with a code that they, the integrator and our log all see. */
export class Trouble extends Error {
  /**
   * @param code what it is
   * @param detail for whoever helps: a code of the contract, or what the browser called it
   * @param requestId of the request that was refused, if one was
   */
  constructor(
    readonly code: TroubleCode,
    readonly detail = '',
    readonly requestId = '',
  ) {
    super(detail ? `${code}: ${detail}` : code);
  }

  /** Anything that was thrown, as trouble. */
  static of(thrown: unknown): Trouble {
    if (thrown instanceof Trouble) {
      return thrown;
    }
    return new Trouble('unexpected', thrown instanceof Error ? thrown.name : String(thrown));
  }
}
