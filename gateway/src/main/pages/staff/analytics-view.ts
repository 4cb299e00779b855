import { html, type PropertyValues, type TemplateResult } from 'lit';
import { Part } from '../shared/part';
import { signedOut } from './section';
import { read } from './staff-api';

/**
 * How the scores of the account are distributed. The tree is made once; what stands in it is filled
 * by the scripts of the charts, which are loaded here and nowhere else.
 */
class AnalyticsView extends Part {
  private stop = () => {};

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    document.title = 'Score analytics';
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  private async begin(): Promise<void> {
    const { start, stop } = await import('./analytics/main');
    if (this.isConnected) {
      this.stop = stop;
      start(this.ask);
    }
  }

  /** The figures; whoever is no longer signed in is told so by the page around this. */
  private readonly ask = async (query: string): Promise<unknown> => {
    try {
      return await read(`/v1/analytics/distributions?${query}`);
    } catch (thrown) {
      if (signedOut(thrown)) {
        this.dispatchEvent(new CustomEvent('refused', { detail: thrown, bubbles: true }));
      }
      throw thrown;
    }
  };

  protected override render(): TemplateResult {
    return html`
      <header class="top">
        <h1 tabindex="-1">Score analytics</h1>
        <div class="status">
          <p id="updated" class="soft" aria-live="off">Loading …</p>
          <p class="downloads">
            <a id="csv-series" class="button" href="/v1/analytics/distributions.csv" download>CSV over time</a>
            <a id="csv-histograms" class="button" href="/v1/analytics/distributions.csv?table=histograms" download>CSV histograms</a>
          </p>
        </div>
      </header>
      <form id="filters" class="filters" aria-label="Filters">
        <div>
          <label>Range
            <select name="range">
              <option value="1h">Last hour</option>
              <option value="12h">Last 12 hours</option>
              <option value="7d">Last 7 days</option>
              <option value="30d">Last 30 days</option>
              <option value="all" selected>All that is kept</option>
              <option value="custom">From … to …</option>
            </select>
          </label>
          <label class="custom" hidden>From (UTC) <input type="datetime-local" name="from"></label>
          <label class="custom" hidden>To (UTC) <input type="datetime-local" name="to"></label>
          <label>Video mode <select name="mode"><option value="">All</option></select></label>
          <label>Language <select name="language"><option value="">All</option></select></label>
          <label>Model version <select name="model"><option value="">All</option></select></label>
          <label>Reason <select name="reason"><option value="">All sessions</option></select></label>
          <button type="button" id="reset" class="button" hidden>Reset</button>
        </div>
      </form>
      <p id="error" class="notice bad" role="alert" hidden></p>
      <p id="notice" class="notice" role="status" hidden></p>
      <section id="empty" class="card empty" aria-live="polite" hidden>
        <h2></h2>
        <p></p>
        <button type="button" class="button" id="show-all" hidden>Show all that is kept</button>
      </section>
      <div id="figures" hidden>
        <section aria-labelledby="totals-title">
          <h2 id="totals-title" class="hidden">Totals</h2>
          <dl class="totals">
            <div><dt>Sessions ended</dt><dd id="total-sessions"></dd><dd class="soft" id="total-completed"></dd></div>
            <div><dt>Approved</dt><dd id="total-approved"></dd><dd class="soft" id="count-approved"></dd></div>
            <div><dt>Declined</dt><dd id="total-declined"></dd><dd class="soft" id="count-declined"></dd></div>
            <div><dt>Waiting for review</dt><dd id="total-needs_review"></dd><dd class="soft" id="count-needs_review"></dd></div>
            <div><dt>Expired</dt><dd id="total-expired"></dd><dd class="soft" id="count-expired"></dd></div>
            <div><dt>Latency, 95 % within</dt><dd id="total-latency"></dd><dd class="soft" id="count-latency"></dd></div>
          </dl>
        </section>
        <div class="pair">
          <section class="card" aria-labelledby="liveness-histogram-title">
            <div class="head"><h2 id="liveness-histogram-title">Liveness score</h2><button type="button" class="button png" data-chart="liveness-histogram">PNG</button></div>
            <p class="soft" id="liveness-summary"></p>
            <div class="chart" id="liveness-histogram"></div>
          </section>
          <section class="card" aria-labelledby="face-match-histogram-title">
            <div class="head"><h2 id="face-match-histogram-title">Face match score</h2><button type="button" class="button png" data-chart="face-match-histogram">PNG</button></div>
            <p class="soft" id="face-match-summary"></p>
            <div class="chart" id="face-match-histogram"></div>
          </section>
          <section class="card" aria-labelledby="liveness-bands-title">
            <div class="head"><h2 id="liveness-bands-title">Liveness over time</h2><button type="button" class="button png" data-chart="liveness-bands">PNG</button></div>
            <p class="legend liveness"><span class="key median">median</span><span class="key inner">middle half</span><span class="key outer">5 % to 95 %</span><span class="key drift">drift</span></p>
            <div class="chart" id="liveness-bands"></div>
          </section>
          <section class="card" aria-labelledby="face-match-bands-title">
            <div class="head"><h2 id="face-match-bands-title">Face match over time</h2><button type="button" class="button png" data-chart="face-match-bands">PNG</button></div>
            <p class="legend face-match"><span class="key median">median</span><span class="key inner">middle half</span><span class="key outer">5 % to 95 %</span><span class="key drift">drift</span></p>
            <div class="chart" id="face-match-bands"></div>
          </section>
          <section class="card" aria-labelledby="rates-title">
            <div class="head"><h2 id="rates-title">How sessions end</h2><button type="button" class="button png" data-chart="rates">PNG</button></div>
            <p class="legend outcomes"><span class="key approved">approved</span><span class="key needs_review">waiting for review</span><span class="key declined">declined</span><span class="key expired">expired</span></p>
            <div class="chart" id="rates"></div>
          </section>
          <section class="card" aria-labelledby="funnel-title">
            <div class="head"><h2 id="funnel-title">How far sessions come</h2>
              <label class="inline">by <select id="funnel-by" name="by">
                <option value="">all sessions</option>
                <option value="video_mode">video mode</option>
                <option value="video_language">language</option>
                <option value="model_version">model version</option>
              </select></label>
              <button type="button" class="button png" data-chart="funnel">PNG</button></div>
            <p class="soft" id="funnel-note"></p>
            <div class="chart" id="funnel"></div>
          </section>
        </div>
        <section class="card" aria-labelledby="what-if-title">
          <div class="head"><h2 id="what-if-title">What if the thresholds were others?</h2></div>
          <div class="what-if">
            <div class="sliders">
              <label for="threshold-liveness">Liveness from <output id="threshold-liveness-value" for="threshold-liveness">50</output></label>
              <input type="range" id="threshold-liveness" min="0" max="95" step="5" value="50">
              <label for="threshold-face-match">Face match from <output id="threshold-face-match-value" for="threshold-face-match">50</output></label>
              <input type="range" id="threshold-face-match" min="0" max="95" step="5" value="50">
              <button type="button" class="button" id="threshold-reset" disabled>Back to 50 and 50</button>
            </div>
            <div class="outcome">
              <p id="what-if-words" class="words" aria-live="polite"></p>
              <div class="scroll" tabindex="0" role="group" aria-labelledby="what-if-title"><table>
                <thead><tr><th scope="col">Completed sessions</th><th scope="col">now (50 / 50)</th><th scope="col" id="what-if-column">what if</th><th scope="col">difference</th></tr></thead>
                <tbody id="what-if-rows"></tbody>
              </table></div>
              <p class="soft">Counts the two scores alone, in steps of 5. A session that passes both may still be declined or reviewed for another reason.</p>
            </div>
          </div>
        </section>
        <section class="card" aria-labelledby="drift-title">
          <div class="head"><h2 id="drift-title">Drift</h2></div>
          <p class="soft" id="drift-none" hidden>No score has moved away from its reference in this range.</p>
          <div class="scroll" id="drift-table" tabindex="0" role="group" aria-labelledby="drift-title"><table>
            <thead><tr><th scope="col">Level</th><th scope="col">What moved</th><th scope="col">Since (UTC)</th><th scope="col">Window (UTC)</th><th scope="col" class="number" title="Population stability index: from 0.1 on watch, from 0.25 on act">PSI</th><th scope="col" class="number" title="Kolmogorov-Smirnov: largest distance of the cumulative distributions, 0 to 1">KS</th></tr></thead>
            <tbody id="drift-rows"></tbody>
          </table></div>
        </section>
        <section class="card" aria-labelledby="reasons-title">
          <div class="head"><h2 id="reasons-title">Reasons</h2></div>
          <p class="soft" id="reasons-none" hidden>No session in this range has a reason.</p>
          <div class="scroll" id="reasons-table" tabindex="0" role="group" aria-labelledby="reasons-title"><table>
            <thead><tr><th scope="col">Reason</th><th scope="col" class="number">Sessions</th><th scope="col" class="number">Approved</th><th scope="col" class="number">Declined</th><th scope="col" class="number">Waiting for review</th><th scope="col" class="number">Decided by a person</th></tr></thead>
            <tbody id="reasons-rows"></tbody>
          </table></div>
          <p class="soft">A session with several reasons is counted with each of them.</p>
        </section>
      </div>
    `;
  }
}

customElements.define('vkyc-analytics', AnalyticsView);
