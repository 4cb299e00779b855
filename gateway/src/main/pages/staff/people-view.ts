import { html, nothing, type TemplateResult } from 'lit';
import { field, Listing, time } from './listing';
import { refusalView } from './refusal-view';
import { Section } from './section';
import { change, make, read, remove, type Role, type Settings, type Staff } from './staff-api';

const ROLES: Role[] = ['reviewer', 'agent', 'analyst', 'admin'];

const INTERRUPTIONS: [Settings['call_interruptions'], string][] = [
  ['resume', 'goes on when both are back'],
  ['review', 'goes on, and its decision takes two people'],
  ['abort', 'is over at once'],
];

/** Who works at the pages, and what the account has set. */
class PeopleView extends Section {
  static override properties = { ...Section.properties, link: { state: true }, settings: { state: true } };
  /** A new link, which is said only once. */
  declare link: string;
  declare settings: Settings | undefined;

  private readonly people = new Listing<Staff>(() => this.requestUpdate());

  constructor() {
    super();
    this.link = '';
    void this.guarded(async () => {
      this.settings = await read<Settings>('/v1/settings');
      await this.people.begin('/v1/staff');
    });
  }

  private readonly add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    void this.guarded(async () => {
      await this.linked('/v1/staff', { name: field(data, 'name'), role: field(data, 'role') });
      form.reset();
    });
  };

  private async linked(path: string, body?: object): Promise<void> {
    this.refusal = undefined;
    this.link = (await make<{ sign_in_url: string }>(path, body)).sign_in_url;
    await this.people.begin('/v1/staff');
  }

  private disable(one: Staff): void {
    if (confirm(`Let ${one.name} sign in no more?`)) {
      void this.guarded(async () => {
        await remove(`/v1/staff/${one.staff_id}`);
        await this.people.begin('/v1/staff');
      });
    }
  }

  private set(settings: Partial<Settings>): void {
    void this.guarded(async () => {
      this.refusal = undefined;
      this.settings = await change<Settings>('/v1/settings', settings);
    });
  }

  private readonly setOrigins = (event: SubmitEvent) => {
    event.preventDefault();
    const origins = field(new FormData(event.target as HTMLFormElement), 'origins');
    this.set({ embed_origins: origins.split(/\s+/).filter(Boolean) });
  };

  private readonly setScript = (event: SubmitEvent) => {
    event.preventDefault();
    const script = field(new FormData(event.target as HTMLFormElement), 'script');
    this.set({ agent_script: script.split('\n').map((line) => line.trim()).filter(Boolean) });
  };

  private readonly setInterruptions = (event: Event) => {
    this.set({ call_interruptions: (event.target as HTMLSelectElement).value as Settings['call_interruptions'] });
  };

  protected override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">Staff and settings</h1>
      ${this.refusal ? refusalView(this.refusal) : nothing}
      <form class="find" @submit=${this.add}>
        <label>Name <input name="name" required maxlength="100" autocomplete="off" /></label>
        <label>Role <select name="role">${ROLES.map((role) => html`<option>${role}</option>`)}</select></label>
        <button class="small" type="submit">Add</button>
      </form>
      <p role="status">
        ${this.link ? html`Give it to them alone, it works once and for a day: <code>${this.link}</code>` : nothing}
      </p>
      ${this.people.view(
        ['Name', 'Role', 'Id', 'Added', 'Actions'],
        (one) => html`
          <th scope="row">${one.name}</th>
          <td>${one.role}</td>
          <td>${one.staff_id}</td>
          <td>${time(one.created_at)}</td>
          <td>${one.disabled_at ? `until ${time(one.disabled_at)}` : this.deeds(one)}</td>
        `,
        () => void this.guarded(() => this.people.more()),
      )}
      <h2>Settings</h2>
      ${this.settings
        ? html`<p>
              <label class="inline">
                <input
                  type="checkbox"
                  .checked=${this.settings.four_eyes}
                  @change=${(event: Event) => this.set({ four_eyes: (event.target as HTMLInputElement).checked })}
                />
                A decision takes two people
              </label>
            </p>
            <form class="find" @submit=${this.setOrigins}>
              <label>
                Sites that may show sessions in a frame, one a line
                <textarea name="origins" rows="3" cols="40" .value=${this.settings.embed_origins.join('\n')}></textarea>
              </label>
              <button class="small" type="submit">Keep</button>
            </form>
            <h2>Calls</h2>
            <form class="find" @submit=${this.setScript}>
              <label>
                Questions that agents ask, one a line
                <textarea name="script" rows="5" cols="40" .value=${this.settings.agent_script.join('\n')}></textarea>
              </label>
              <button class="small" type="submit">Keep the questions</button>
            </form>
            <p>
              <label>
                A call that is interrupted
                <select @change=${this.setInterruptions}>
                  ${INTERRUPTIONS.map(
                    ([value, words]) =>
                      html`<option value=${value} ?selected=${value === this.settings?.call_interruptions}>${words}</option>`,
                  )}
                </select>
              </label>
            </p>
            <p>
              <label class="inline">
                <input
                  type="checkbox"
                  .checked=${this.settings.approve_before_analysis}
                  @change=${(event: Event) =>
                    this.set({ approve_before_analysis: (event.target as HTMLInputElement).checked })}
                />
                A call can be approved before its recording is analysed
              </label>
            </p>`
        : nothing}
    `;
  }

  private deeds(one: Staff): TemplateResult {
    const link = () => void this.guarded(() => this.linked(`/v1/staff/${one.staff_id}/sign-in-link`));
    return html`
      <button class="small" aria-label="New link for ${one.name}" @click=${link}>New link</button>
      <button class="small" aria-label="Disable ${one.name}" @click=${() => this.disable(one)}>Disable</button>
    `;
  }
}

customElements.define('vkyc-people', PeopleView);
