import type { View } from '../page-data.js';
import { Icon } from './icon.js';
import { NotCovered } from './not-covered.js';
import { RollCall } from './roll-call.js';
import { Trend } from './trend.js';
import { Hotspots, OpenFindings, Verdict, WhoLooked } from './verdict.js';
import { number, STATUS_WORDS, seen } from './words.js';

/** The findings of highest risk, for paper and for readers without scripts. */
function FirstFindings({ view }: { view: View }) {
  const { first, total } = view;
  return (
    <>
      <p class="quiet">
        {first.length < total
          ? `The ${number(first.length)} of highest risk of ${number(total)}: more stand in this page's list, which needs scripts, and all in report.json.`
          : `All ${number(total)}, the riskiest first.`}
      </p>
      <ol class="first">
        {first.map((row) => (
          <li key={row.id}>
            <span class={`severity severity-${row.severity}`}>{row.severity}</span>{' '}
            <span class="score">{row.score}</span> <strong>{seen(row.title, row.id)}</strong>{' '}
            <span class="mono small">
              {row.package || row.place}
              {row.more > 0 ? ` +${row.more}` : ''}
            </span>{' '}
            <span class="quiet small">
              {row.scanners.join(', ')}
              {row.status === 'open' ? '' : ` · ${STATUS_WORDS[row.status]}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The page's body without scripts: all of it but the list. */
export function Page({ view }: { view: View }) {
  return (
    <>
      <a class="skip" href="#findings">
        Skip to the findings
      </a>
      <header class="top">
        <p class="brand">
          <Icon name="shield" /> Muster <span class="quiet">security report</span>
        </p>
        <nav aria-label="Parts of the report">
          <a href="#verdict">Verdict</a>
          <a href="#not-covered">Not covered</a>
          <a href="#findings">Findings</a>
          <a href="#roll-call">Roll call</a>
        </nav>
        <div class="top-buttons with-scripts">
          <button type="button" class="button" id="show-keys">
            Keys
          </button>
          <button type="button" class="button" id="change-theme">
            <Icon name="theme" /> <span id="theme-name">Theme</span>
          </button>
        </div>
      </header>
      <main>
        <Verdict view={view} />
        <div class="cards">
          <OpenFindings view={view} />
          <WhoLooked view={view} />
          {view.trend.length > 1 ? <Trend scans={view.trend} /> : null}
        </div>
        <NotCovered view={view} />
        {view.hotspots.length > 1 ? <Hotspots view={view} /> : null}
        <section class="block" id="findings" aria-labelledby="findings-title">
          <h2 id="findings-title">Findings</h2>
          {view.held < view.total ? (
            <p class="notice">
              This page holds the {number(view.held)} worst of {number(view.total)} findings; report.json has them all.
            </p>
          ) : null}
          {view.total === 0 ? (
            <p>{view.verdict === 'pass' ? 'Nothing was found.' : 'Nothing was found in what was looked at.'}</p>
          ) : (
            <>
              <div id="list" class="with-scripts">
                <p class="quiet">Reading the findings…</p>
              </div>
              <div class="without-scripts">
                <FirstFindings view={view} />
              </div>
            </>
          )}
        </section>
        <RollCall view={view} />
      </main>
      <footer>
        <p class="quiet small">
          Made by muster {view.version} from report.json, which holds everything. This page makes no connection.
        </p>
      </footer>
      <div id="keys" />
    </>
  );
}
