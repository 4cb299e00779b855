import { html, nothing, type TemplateResult } from 'lit';
import { Trouble } from './trouble';
import { say } from './words';

/** Troubles that a part of a page can mend by trying again. */
const MENDABLE = new Set<string>([
  'camera_refused',
  'camera_missing',
  'camera_busy',
  'camera_failed',
  'camera_lost',
  'recording_failed',
  'picture_refused',
]);

/** Whether trying again can help. */
export function mendable(trouble: Trouble): boolean {
  return MENDABLE.has(trouble.code);
}

/** Trouble in words: what happened, and what to do. */
export function troubleView(trouble: Trouble, retry?: () => void): TemplateResult {
  const reference = [trouble.code, trouble.detail, trouble.requestId].filter(Boolean).join(' · ');
  return html`
    <div class="trouble" role="alert" data-code=${trouble.code}>
      <p class="what">${say(`trouble.${trouble.code}`)}</p>
      <p>${say(`trouble.${trouble.code}.do`)}</p>
      <p class="reference">${say('reference', { code: reference })}</p>
      ${retry ? html`<button class="primary" @click=${retry}>${say('retry')}</button>` : nothing}
    </div>
  `;
}
