import { Part } from '../shared/part';
import { Refusal } from './staff-api';

/** What ends a sign-in: the page around the section says so. */
const NO_SIGN_IN = new Set(['authentication_required', 'credential_invalid', 'sign_in_required']);

/** Whether somebody has to sign in first. */
export function signedOut(thrown: unknown): boolean {
  return thrown instanceof Refusal && NO_SIGN_IN.has(thrown.code);
}

/** A part of the pages for staff, which shows what the gateway refused. */
export abstract class Section extends Part {
  static override properties = { refusal: { state: true } };
  declare refusal: Refusal | undefined;

  /** Does something that the gateway may refuse. */
  protected async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      if (this.refusal?.code === 'offline') {
        this.refusal = undefined;
      }
    } catch (thrown) {
      if (thrown instanceof Refusal && !signedOut(thrown)) {
        this.refusal = thrown;
      } else {
        this.dispatchEvent(new CustomEvent('refused', { detail: thrown, bubbles: true }));
      }
    }
  }
}
