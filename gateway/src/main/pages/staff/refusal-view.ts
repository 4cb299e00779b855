import { html, type TemplateResult } from 'lit';
import type { Refusal } from './staff-api';

/** What was refused, in words, with what to tell whoever helps. */
export function refusalView(refusal: Refusal): TemplateResult {
  return html`
    <div class="trouble" role="alert" data-code=${refusal.code}>
      <p class="what">${refusal.detail}</p>
      <p class="reference">
        If you ask for help, say: ${[refusal.code, refusal.requestId].filter(Boolean).join(' · ')}
      </p>
    </div>
  `;
}
