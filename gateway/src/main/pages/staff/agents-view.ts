import { html, nothing, type TemplateResult } from 'lit';
import { field, Listing } from './listing';
import { refusalView } from './refusal-view';
import { Section } from './section';
import { clock } from './findings';
import { change, make, read, remove, type Agent, type CallFigures, type Page, type Staff } from './staff-api';

const LANGUAGES = ['en', 'es', 'fr', 'de', 'pt'];
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const FIGURES_OF = 7 * 24 * 3_600_000;
type Hours = Agent['working_hours'];

/** The pool of agents: who takes calls, in which languages, and when. */
class AgentsView extends Section {
  static override properties = { ...Section.properties, staff: { state: true }, figures: { state: true } };
  /** How calls went since a week. */
  declare figures: CallFigures | undefined;
  /** Who can be made an agent. */
  declare staff: Staff[];

  private readonly agents = new Listing<Agent>(() => this.requestUpdate());

  constructor() {
    super();
    this.staff = [];
    void this.guarded(() => this.begin());
  }

  private async begin(): Promise<void> {
    await this.agents.begin('/v1/agents');
    const people = await read<Page<Staff>>('/v1/staff?limit=100');
    const from = new Date(Date.now() - FIGURES_OF).toISOString();
    this.figures = await read<CallFigures>(`/v1/calls/figures?from=${encodeURIComponent(from)}`);
    this.staff = people.data.filter(({ disabled_at }) => disabled_at === null);
  }

  private readonly add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    void this.guarded(async () => {
      this.refusal = undefined;
      await make<Agent>('/v1/agents', {
        name: field(data, 'name'),
        languages: data.getAll('language'),
        time_zone: field(data, 'time_zone'),
        working_hours: hours(data),
        max_calls: 1,
        staff_id: field(data, 'staff_id') || null,
      });
      form.reset();
      await this.begin();
    });
  };

  private change(agent: Agent, changed: Partial<Agent>): void {
    void this.guarded(async () => {
      this.refusal = undefined;
      await change<Agent>(`/v1/agents/${agent.agent_id}`, changed);
      await this.begin();
    });
  }

  private drop(agent: Agent): void {
    if (confirm(`Remove ${agent.name}? Calls that they took are every reviewer's to decide then.`)) {
      void this.guarded(async () => {
        await remove(`/v1/agents/${agent.agent_id}`);
        await this.begin();
      });
    }
  }

  protected override render(): TemplateResult {
    const free = this.staff.filter((one) => !this.agents.entries.some((agent) => agent.staff_id === one.staff_id));
    return html`
      <h1 tabindex="-1">Agents</h1>
      ${this.refusal ? refusalView(this.refusal) : nothing}
      <form class="find" @submit=${this.add}>
        <label>Name <input name="name" required maxlength="100" autocomplete="off" /></label>
        <label>
          Signs in as
          <select name="staff_id">
            <option value="">nobody, a program takes the calls</option>
            ${free.map((one) => html`<option value=${one.staff_id}>${one.name}, ${one.role}</option>`)}
          </select>
        </label>
        <fieldset>
          <legend>Languages</legend>
          ${LANGUAGES.map(
            (language) =>
              html`<label class="inline"><input type="checkbox" name="language" value=${language} /> ${language}</label>`,
          )}
        </fieldset>
        <fieldset>
          <legend>Working hours; always where no day is ticked</legend>
          ${DAYS.map(
            (day) => html`<label class="inline"><input type="checkbox" name="day" value=${day} /> ${day}</label>`,
          )}
          <label>From <input type="time" name="from" value="09:00" required /></label>
          <label>To <input type="time" name="to" value="17:00" required /></label>
          <label>
            Time zone
            <input name="time_zone" required value=${Intl.DateTimeFormat().resolvedOptions().timeZone} />
          </label>
        </fieldset>
        <button class="small" type="submit">Add</button>
      </form>
      ${this.agents.view(
        ['Name', 'Signs in as', 'Languages', 'Hours', 'Now', 'Actions'],
        (agent) => html`
          <th scope="row">${agent.name}</th>
          <td>${this.staff.find((one) => one.staff_id === agent.staff_id)?.name ?? agent.staff_id ?? 'nobody'}</td>
          <td>${agent.languages.join(', ')}</td>
          <td>${words(agent)}</td>
          <td>${standing(agent)}</td>
          <td>
            <button
              class="small"
              aria-label="${agent.enabled ? 'Disable' : 'Enable'} ${agent.name}"
              @click=${() => this.change(agent, { enabled: !agent.enabled })}
            >
              ${agent.enabled ? 'Disable' : 'Enable'}
            </button>
            <button class="small" aria-label="Remove ${agent.name}" @click=${() => this.drop(agent)}>Remove</button>
          </td>
        `,
        () => void this.guarded(() => this.agents.more()),
      )}
      ${this.figures ? this.week(this.figures) : nothing}
    `;
  }

  private week(figures: CallFigures): TemplateResult {
    const { median, p95 } = figures.waited_seconds;
    return html`
      <h2>The last seven days</h2>
      <p>
        ${figures.asked} calls were asked for, ${figures.taken} taken, ${figures.abandoned} given up before,
        ${figures.lost} interrupted for good; for ${figures.no_agent} nobody was on duty.
        ${median === null ? nothing : `Half waited at most ${Math.round(median)} s, 95 % at most ${Math.round(p95 ?? 0)} s.`}
      </p>
      ${figures.by_agent.length === 0
        ? nothing
        : html`<div class="scroll" tabindex="0" role="group" aria-label="Calls by agent">
            <table>
              <thead>
                <tr>
                  <th scope="col">Agent</th>
                  <th scope="col">Calls</th>
                  <th scope="col">Mean length</th>
                  <th scope="col">Approved</th>
                  <th scope="col">Declined</th>
                </tr>
              </thead>
              <tbody>
                ${figures.by_agent.map(
                  (one) => html`<tr>
                    <th scope="row">${one.name ?? one.agent_id}</th>
                    <td>${one.taken}</td>
                    <td>${one.mean_seconds === null ? '' : clock(one.mean_seconds)}</td>
                    <td>${one.approved}</td>
                    <td>${one.declined}</td>
                  </tr>`,
                )}
              </tbody>
            </table>
          </div>`}
    `;
  }
}

/** Hours across midnight are two entries. */
function hours(data: FormData): Hours {
  const from = field(data, 'from');
  const to = field(data, 'to');
  return data.getAll('day').flatMap((value) => {
    const at = DAYS.findIndex((one) => one === value);
    const day = DAYS[at];
    const after = DAYS[(at + 1) % DAYS.length];
    if (!day || !after) {
      return [];
    }
    return from < to
      ? [{ day, from, to }]
      : [{ day, from, to: '24:00' }, ...(to === '00:00' ? [] : [{ day: after, from: '00:00', to }])];
  });
}

function words({ working_hours, time_zone }: Agent): string {
  return working_hours.length === 0
    ? 'always'
    : `${working_hours.map(({ day, from, to }) => `${day} ${from}–${to}`).join(', ')} (${time_zone})`;
}

function standing(agent: Agent): string {
  if (!agent.enabled) {
    return 'disabled';
  }
  if (agent.connected_calls.length > 0) {
    return 'in a call';
  }
  return agent.on_duty ? 'on duty' : 'off duty';
}

customElements.define('vkyc-agents', AgentsView);
