import { html, nothing, type TemplateResult } from 'lit';
import { read, type Page } from './staff-api';

/** A list that is read page by page. */
export class Listing<T> {
  entries: T[] = [];
  private cursor: string | null = null;
  private path = '';

  /** @param changed told when there is more to show */
  constructor(private readonly changed: () => void) {}

  /** Begins a list anew. */
  async begin(path: string): Promise<void> {
    this.path = path;
    this.cursor = null;
    this.entries = [];
    await this.more();
  }

  /** Reads the next page. */
  async more(): Promise<void> {
    const mark = this.path.includes('?') ? '&' : '?';
    const rest = this.cursor === null ? '' : `&cursor=${encodeURIComponent(this.cursor)}`;
    const page = await read<Page<T>>(`${this.path}${mark}limit=50${rest}`);
    this.entries = [...this.entries, ...page.data];
    this.cursor = page.next_cursor;
    this.changed();
  }

  /** The list as a table, with a way to the next page. */
  view(heads: string[], row: (entry: T) => TemplateResult, more: () => void): TemplateResult {
    return this.entries.length === 0
      ? html`<p>Nothing here.</p>`
      : html`<div class="scroll" tabindex="0" role="group" aria-label="Table">
            <table>
              <thead>
                <tr>
                  ${heads.map((head) => html`<th scope="col">${head}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${this.entries.map((entry) => html`<tr>${row(entry)}</tr>`)}
              </tbody>
            </table>
          </div>
          ${this.cursor === null ? nothing : html`<button class="small" @click=${more}>Show more</button>`}`;
  }
}

/** A time as people here write it. */
export function time(text: string | null): string {
  return text === null ? '' : new Date(text).toLocaleString();
}

/** A field of a form as text, without blanks around it. */
export function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
