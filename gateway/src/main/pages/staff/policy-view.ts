import { html, nothing, type TemplateResult } from 'lit';
import { checkWords, reasonWords } from './findings';
import { time } from './listing';
import { refusalView } from './refusal-view';
import { Section } from './section';
import { read, type AppliedPolicy } from './staff-api';

type Policy = NonNullable<AppliedPolicy['policy']>;
type Outcome = Policy['reasons'][string];

const OUTCOMES: [Outcome, string][] = [
  ['declined', 'Declined'],
  ['needs_review', 'A person looks'],
  ['approved', 'Only said, and keeps from nothing'],
];

/** The policy that decides the account's sessions, to be looked at: it is changed where the jobs run. */
class PolicyView extends Section {
  static override properties = { ...Section.properties, applied: { state: true } };
  declare applied: AppliedPolicy | undefined;

  constructor() {
    super();
    void this.guarded(async () => {
      this.applied = await read<AppliedPolicy>('/v1/policy');
    });
  }

  protected override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">Policy</h1>
      ${this.refusal ? refusalView(this.refusal) : nothing} ${this.applied ? this.content(this.applied) : nothing}
    `;
  }

  private content({ policy, policy_version, applied_at, own }: AppliedPolicy): TemplateResult {
    if (!policy) {
      return html`<p>No analysis job was started yet: nothing decides.</p>`;
    }
    return html`
      <p>
        ${own ? 'Your own policy' : 'The policy of every account without one of its own'}, since
        ${time(applied_at ?? '')}. Results carry its version, <code>${policy_version}</code>. It is changed in the
        policy file of the analysis job.
      </p>
      ${this.thresholds(policy)}
      <h2>Signs of life</h2>
      <p>One of these suffices:</p>
      <ul>
        ${policy.liveness_by.map((set) => html`<li>${set.split(' + ').map(checkWords).join(', together with ')}</li>`)}
      </ul>
      <h2>Frames</h2>
      <p>
        A decision needs ${policy.minimum_usable_frames} frames with a face that can be used. Company in the picture is
        told from ${Math.round(policy.multiple_faces_share * 100)} % of the frames on.
      </p>
      ${OUTCOMES.map(([outcome, words]) => this.reasons(policy, outcome, words))}
    `;
  }

  private thresholds({ checks }: Policy): TemplateResult {
    return html`
      <h2>Thresholds</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Fails below</th>
            <th scope="col">Passes from</th>
            <th scope="col">Where it fails</th>
          </tr>
        </thead>
        <tbody>
          ${Object.entries(checks).map(
            ([name, rule]) => html`<tr>
              <th scope="row">${checkWords(name)}</th>
              <td>${rule.decline_below}</td>
              <td>${rule.approve_from}</td>
              <td>${rule.failed ? wordsOf(rule.failed) : 'as its reasons say'}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    `;
  }

  private reasons({ reasons }: Policy, outcome: Outcome, words: string): TemplateResult {
    const codes = Object.keys(reasons).filter((code) => reasons[code] === outcome);
    return html`
      <h2>${words}</h2>
      <ul>
        ${codes.map((code) => html`<li>${reasonWords(code)} <code>${code}</code></li>`)}
      </ul>
    `;
  }
}

function wordsOf(outcome: Outcome): string {
  return OUTCOMES.find(([one]) => one === outcome)?.[1] ?? outcome;
}

customElements.define('vkyc-policy', PolicyView);
