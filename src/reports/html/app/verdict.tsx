import type { ScannerView, View } from '../page-data.js';
import { SeverityBar } from './charts.js';
import { Icon, type IconName } from './icon.js';
import {
  bySeverity,
  counted,
  duration,
  hotspotAddress,
  KIND_WORDS,
  listAddress,
  moment,
  number,
  SEVERITIES,
  seen,
  sentence,
  total,
} from './words.js';

const VERDICTS = {
  pass: { word: 'Pass', icon: 'shield', says: 'The gate holds, and the evidence for it is complete.' },
  fail: { word: 'Fail', icon: 'no', says: 'The gate does not hold.' },
  incomplete: {
    word: 'Incomplete',
    icon: 'partly',
    says: 'This is neither a pass nor a fail: evidence that the gate needs is missing.',
  },
} as const satisfies Record<View['verdict'], { word: string; icon: IconName; says: string }>;

/** Whether everything that the verdict depends on was looked at. */
function isProved({ verdict, scanners, blindSpots }: View): boolean {
  return (
    verdict === 'pass' && blindSpots.length === 0 && scanners.every(({ complete, required }) => complete || !required)
  );
}

function Rules({ rules }: Pick<View, 'rules'>) {
  if (rules.length === 0) return <p class="quiet">The gate asks for nothing.</p>;
  return (
    <ul class="rules">
      {rules.map(({ rule, held, because, findings }) => (
        <li key={rule} class={held ? 'held' : 'broken'}>
          <Icon name={held ? 'yes' : 'no'} />
          <div>
            <strong>{rule}</strong> <span class="quiet">{held ? 'holds' : 'does not hold'}</span>
            <p>
              {sentence(because)}
              {findings.length > 0 && findings.length <= 3 ? (
                <span>
                  {' '}
                  {findings.map((id) => (
                    <a key={id} class="mono" href={listAddress({ finding: id })}>
                      {seen(id, 'no id')}{' '}
                    </a>
                  ))}
                </span>
              ) : null}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Whether something was not looked at that the verdict depends on, or that no scanner looked at. */
function isPartial({ scanners, blindSpots }: View): boolean {
  return blindSpots.length > 0 || scanners.some(({ complete, required }) => required && !complete);
}

function saysOf(view: View): string {
  const { verdict } = view;
  if (verdict === 'pass' && !isProved(view)) {
    return 'The gate holds on what it asks for. What was not looked at stands below.';
  }
  if (verdict === 'fail' && isPartial(view)) {
    return 'The gate does not hold, and not everything was looked at: there may be more than what was found.';
  }
  return VERDICTS[verdict].says;
}

/** The verdict with its reasons, before anything else. */
export function Verdict({ view }: { view: View }) {
  const { word, icon } = VERDICTS[view.verdict];
  const took = duration(Date.parse(view.finishedAt) - Date.parse(view.startedAt));
  const { path, commit } = view.target;
  return (
    <section class={`verdict verdict-${view.verdict}`} aria-labelledby="verdict">
      <div class="verdict-head">
        <p class="eyebrow">Verdict</p>
        <h1 id="verdict">
          <span class="verdict-word">
            <Icon name={icon} />
            {word}
          </span>{' '}
          <span class="verdict-target">{path}</span>
        </h1>
        <p class="verdict-says">
          {saysOf(view)}
          {view.interrupted ? ' The scan was interrupted.' : ''}
        </p>
        <dl class="facts">
          <div>
            <dt>Finished</dt>
            <dd>{moment(view.finishedAt)}</dd>
          </div>
          {commit ? (
            <div>
              <dt>Commit</dt>
              <dd class="mono">{commit.slice(0, 12)}</dd>
            </div>
          ) : null}
          {took ? (
            <div>
              <dt>Took</dt>
              <dd>{took}</dd>
            </div>
          ) : null}
        </dl>
      </div>
      <Rules rules={view.rules} />
    </section>
  );
}

/** Counts by severity: each is a link that filters the list. */
export function OpenFindings({ view }: { view: View }) {
  const all = total(view.open);
  const whole =
    view.scanners.length > 0 && view.scanners.every(({ complete }) => complete) && view.blindSpots.length === 0;
  const unsaid = whole ? '' : ' in what was looked at';
  return (
    <section class="card" aria-labelledby="open-findings">
      <h2 id="open-findings">
        {counted(all, 'open finding')}
        <span class="quiet">{unsaid}</span>
      </h2>
      <SeverityBar counts={view.open} />
      <ul class="tiles">
        {SEVERITIES.filter((severity) => severity !== 'unknown' || view.open.unknown).map((severity) => (
          <li key={severity}>
            <a
              class={view.open[severity] ? `tile tile-${severity}` : 'tile tile-none'}
              href={listAddress({ severity })}
            >
              <span class="tile-count">{number(view.open[severity] ?? 0)}</span>
              <span class="tile-word">{severity}</span>
            </a>
          </li>
        ))}
      </ul>
      {view.kinds.length > 0 ? (
        <ul class="kinds">
          {view.kinds.map(({ kind, count }) => (
            <li key={kind}>
              <a href={listAddress({ kind })}>
                <strong>{number(count)}</strong> {KIND_WORDS[kind].toLowerCase()}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

export function evidenceIcon({ complete, status }: Pick<ScannerView, 'complete' | 'status'>): IconName {
  if (complete) return 'yes';
  return status === 'partial' || status === 'completed' ? 'partly' : 'no';
}

export function evidenceClass({ complete, status, required }: ScannerView): string {
  if (complete) return 'complete';
  return status === 'partial' || status === 'completed' || !required ? 'partial' : 'missing';
}

/** A mark a scanner: whose word the verdict rests on. */
export function WhoLooked({ view }: { view: View }) {
  const { scanners, absent } = view;
  const complete = scanners.filter((one) => one.complete).length;
  const aside = absent.reduce((sum, group) => sum + group.scanners.length, 0);
  return (
    <section class="card" aria-labelledby="who-looked">
      <h2 id="who-looked">
        {scanners.length === 0 ? 'Nobody looked' : `${complete} of ${scanners.length} scanners`}
        <span class="quiet">{scanners.length === 0 ? '' : ' with complete evidence'}</span>
      </h2>
      <ul class="marks">
        {scanners.map((one, index) => (
          <li key={one.scanner}>
            <a class={`mark mark-${evidenceClass(one)}`} href={`#scanner-${index}`}>
              <Icon name={evidenceIcon(one)} />
              {one.scanner}
              <span class="unseen">: {one.complete ? 'complete' : `${one.status}, not complete`}</span>
            </a>
          </li>
        ))}
      </ul>
      {aside > 0 ? (
        <p class="quiet small">
          {counted(aside, 'more scanner')} had nothing to do, or {aside === 1 ? 'was' : 'were'} not asked.
        </p>
      ) : null}
    </section>
  );
}

/** The files and packages with the most risk. */
export function Hotspots({ view }: { view: View }) {
  const widest = Math.max(...view.hotspots.map(({ open }) => open));
  return (
    <section class="card" aria-labelledby="hotspots">
      <h2 id="hotspots">
        Where the risk is<span class="quiet"> files and packages, by the sum of their scores</span>
      </h2>
      <ol class="hotspots">
        {view.hotspots.map((spot) => (
          <li key={`${spot.by} ${spot.name}`}>
            <a class="hotspot" href={hotspotAddress(spot)}>
              <span class="hotspot-name mono">{spot.name}</span>
              <span class="hotspot-count">
                {counted(spot.open, 'finding')}
                <span class="unseen">: {bySeverity(spot.counts)}</span>
              </span>
              <SeverityBar counts={spot.counts} widest={widest} />
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
