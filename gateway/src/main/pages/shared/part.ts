import { LitElement, type PropertyValues } from 'lit';

/**
 * A part of a page. It stands in the page's own tree, where labels, descriptions and styles reach
 * it, and gives its heading the focus when it comes, so that a screen reader says where one is.
 */
export abstract class Part extends LitElement {
  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    this.focusHeading();
  }

  protected focusHeading(): void {
    this.querySelector('h1')?.focus();
  }

  /** Tells the page that this part is done, or that the person takes their consent back. */
  protected tell(name: 'step-done' | 'withdrawn'): void;
  /** Tells the page of trouble that this part cannot mend. */
  protected tell(name: 'trouble', detail: unknown): void;
  protected tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
