import type { ComponentChildren } from 'preact';
import type { ScannerView, View } from '../page-data.js';
import { Icon } from './icon.js';
import { counted, listAddress, listed, number, STATUS_WORDS, seen, sentence } from './words.js';

/** Longer lists are folded at the start. */
const OPEN_UP_TO = 15;

function Part({
  title,
  count,
  says,
  children,
}: {
  title: string;
  count: number;
  says: string;
  children: ComponentChildren;
}) {
  return (
    <details class="gap" open={count <= OPEN_UP_TO}>
      <summary>
        <h3>
          {title} <span class="badge">{number(count)}</span>
        </h3>
        <span class="quiet">{says}</span>
      </summary>
      {children}
    </details>
  );
}

/** Scanners say the same of a connection that is not there: each reason is told once, with all who gave it. */
function Reasons({ text }: { text: string }) {
  const parts = text.split('; ');
  if (parts.length === 1) return <p>{sentence(text)}</p>;
  return (
    <ul class="plain small">
      {parts.map((part) => (
        <li key={part}>{part}</li>
      ))}
    </ul>
  );
}

function BlindSpots({ view }: { view: View }) {
  return (
    <Part
      title="Blind spots"
      count={view.blindSpots.length}
      says="in the target, and looked at by no scanner that ended well"
    >
      <ul class="gap-list">
        {view.blindSpots.map(({ what, paths, why }) => (
          <li key={`${what}${paths[0]}`}>
            <strong>{what}</strong>{' '}
            <span class="mono small">
              {paths.slice(0, 3).join(', ')}
              {paths.length > 3 ? ` and ${number(paths.length - 3)} more` : ''}
            </span>
            <Reasons text={why} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Gaps({ scanner }: { scanner: ScannerView }) {
  return (
    <ul class="plain small">
      {scanner.gaps.map(({ input, status, why, notCovered }) => (
        <li key={input}>
          {scanner.runs > 1 ? <span class="mono">{input}: </span> : null}
          {status}: {why}
          {notCovered.length > 0 ? (
            <ul>
              {notCovered.slice(0, 20).map((one) => (
                <li key={one.what}>
                  not looked at: <span class="mono">{one.what}</span>: {one.why}
                </li>
              ))}
              {notCovered.length > 20 ? <li>and more, in report.json</li> : null}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Incomplete({ incomplete }: { incomplete: ScannerView[] }) {
  return (
    <Part
      title="Incomplete scanners"
      count={incomplete.length}
      says="what they did not report may be there all the same"
    >
      <ul class="gap-list gap-rows">
        {incomplete.map((scanner) => (
          <li key={scanner.scanner}>
            <p>
              <strong>{scanner.scanner}</strong>{' '}
              <span class="quiet small">{scanner.required ? 'the verdict depends on it' : 'not required'}</span>
            </p>
            <Gaps scanner={scanner} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Silenced({ view }: { view: View }) {
  const count = view.silenced.reduce((sum, group) => sum + group.count, 0);
  return (
    <Part title="Silenced" count={count} says="places where the target's own files tell scanners to look away">
      <ul class="gap-list">
        {view.silenced.map(({ what, by, where, count: places }) => (
          <li key={`${what} ${by}`}>
            <strong>{what}</strong> <span class="quiet">obeyed by {by}</span>
            <p class="mono small">
              {where.slice(0, 6).join(', ')}
              {places > Math.min(6, where.length) ? ` and ${number(places - Math.min(6, where.length))} more` : ''}
            </p>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Accepted({ view }: { view: View }) {
  const aside = Object.entries(view.aside) as [keyof typeof STATUS_WORDS, number][];
  const count = aside.reduce((sum, [, amount]) => sum + amount, 0);
  const says = listed(aside.map(([status, amount]) => `${number(amount)} ${STATUS_WORDS[status]}`));
  return (
    <Part title="Accepted findings" count={count} says={`found, and not counted by the gate: ${says}`}>
      <ul class="gap-list">
        {view.suppressed.map(({ reason, by, owner, expires, count: many, findings }) => (
          <li key={`${reason} ${by} ${owner} ${expires}`}>
            <strong>{reason || 'no reason given'}</strong>{' '}
            <span class="quiet">
              by {by}
              {owner ? `, owner ${owner}` : ''}
              {expires ? `, until ${expires}` : ''}
            </span>
            <ul class="plain small">
              {findings.slice(0, 5).map(({ id, title }) => (
                <li key={id}>
                  <a href={listAddress({ status: 'all', finding: id })}>{seen(title, seen(id, 'no title'))}</a>
                </li>
              ))}
              {many > 5 ? <li>and {counted(many - 5, 'more', 'more')}</li> : null}
            </ul>
          </li>
        ))}
      </ul>
      {aside.map(([status]) => (
        <p key={status} class="small">
          <a href={listAddress({ status })}>All that are {STATUS_WORDS[status]}</a>
        </p>
      ))}
    </Part>
  );
}

/** What a clean result would not be worth without: all that nobody looked at, or that is told to be left alone. */
export function NotCovered({ view }: { view: View }) {
  const incomplete = view.scanners.filter(({ complete }) => !complete);
  const aside = Object.values(view.aside).some((amount) => amount > 0);
  const nothing = view.blindSpots.length + incomplete.length + view.silenced.length === 0;
  return (
    <section class="block" id="not-covered" aria-labelledby="not-covered-title">
      <h2 id="not-covered-title">What was not covered</h2>
      {nothing && view.scanners.length > 0 ? (
        <p class="proved">
          <Icon name="yes" /> Every scanner that ran looked at all that it was given and found its canary; no input was
          left without one, and nothing in the target tells scanners to look away.
        </p>
      ) : null}
      {view.scanners.length === 0 ? <p>No scanner ran: nothing at all was looked at.</p> : null}
      {view.blindSpots.length > 0 ? <BlindSpots view={view} /> : null}
      {incomplete.length > 0 ? <Incomplete incomplete={incomplete} /> : null}
      {view.silenced.length > 0 ? <Silenced view={view} /> : null}
      {aside ? <Accepted view={view} /> : null}
    </section>
  );
}
