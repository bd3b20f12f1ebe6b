import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Finding } from '../../../model/finding.js';
import type { Detail } from '../page-data.js';
import { Link, Part } from './detail-part.js';
import { Icon } from './icon.js';
import { Names } from './names.js';
import { Sources } from './sources.js';
import type { Store } from './store.js';
import { counted, KIND_WORDS, listAddress, moment, placeOf, STATUS_WORDS, seen, sentence } from './words.js';

function Where({ locations }: Pick<Finding, 'locations'>) {
  const [shown, more] = [locations.slice(0, 50), locations.length - 50];
  return (
    <Part title={locations.length > 1 ? `Where (${locations.length})` : 'Where'}>
      <ul class="plain">
        {shown.map((one) => (
          <li key={JSON.stringify(one)}>
            <span class="mono">{placeOf(one)}</span>
            {one.resource ? <span class="quiet"> {one.resource}</span> : null}
            {one.commit ? <span class="quiet"> in commit {one.commit.slice(0, 12)}</span> : null}
          </li>
        ))}
        {more > 0 ? <li class="quiet">and {counted(more, 'more place')}, in report.json</li> : null}
      </ul>
    </Part>
  );
}

function ToDo({ fix, rule, advisory }: Finding) {
  const versions = fix?.versions ?? [];
  return (
    <Part title="What to do">
      {fix ? <p class="fix">{sentence(fix.summary)}</p> : <p class="quiet">No fix is known.</p>}
      {versions.length > 0 ? (
        <p>
          Versions without it: <span class="mono">{versions.join(', ')}</span>
        </p>
      ) : null}
      {rule?.help && rule.help !== fix?.summary ? <p>{rule.help}</p> : null}
      {rule?.helpUri || advisory?.url ? (
        <p class="small">
          {advisory?.url ? <Link href={advisory.url}>{advisory.url}</Link> : null}{' '}
          {rule?.helpUri && rule.helpUri !== advisory?.url ? <Link href={rule.helpUri}>{rule.helpUri}</Link> : null}
        </p>
      ) : null}
    </Part>
  );
}

function Risk({ risk, due }: Pick<Finding, 'risk' | 'due'>) {
  const most = Math.max(1, ...risk.factors.map(({ value }) => Math.abs(value)));
  return (
    <Part title={`Why this risk: ${risk.score} of 100`}>
      {risk.factors.length > 0 ? (
        <table class="factors">
          <tbody>
            {risk.factors.map(({ name, value, because }) => (
              <tr key={name}>
                <td class="number mono">{value > 0 ? `+${value}` : value}</td>
                <td class="factor-bar" aria-hidden="true">
                  {value === 0 ? null : (
                    <span class={value < 0 ? 'less' : 'more'} style={{ width: `${(Math.abs(value) / most) * 100}%` }} />
                  )}
                </td>
                <th scope="row">{name}</th>
                <td>{because}</td>
              </tr>
            ))}
            <tr class="sum">
              <td class="number mono">{risk.score}</td>
              <td />
              <th scope="row">sum</th>
              <td>of 0 to 100</td>
            </tr>
          </tbody>
        </table>
      ) : (
        <p class="quiet">It was not weighed.</p>
      )}
      {due ? (
        <p>
          <strong>Due {due.by ? moment(due.by) : 'at no set time'}</strong> <span class="quiet">{due.because}</span>
        </p>
      ) : null}
    </Part>
  );
}

function Agreement({ agreement }: Pick<Finding, 'agreement'>) {
  const { found, notFound } = agreement;
  return (
    <Part title={`Agreement: found by ${found.length} of ${found.length + notFound.length} that looked there`}>
      <ul class="plain agreement">
        {found.map((scanner) => (
          <li key={scanner}>
            <Icon name="yes" class="yes" /> <strong>{scanner}</strong> found it
          </li>
        ))}
        {notFound.map(({ scanner, why }) => (
          <li key={scanner}>
            <Icon name="none" class="quiet" /> <strong>{scanner}</strong> did not: <span class="quiet">{why}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Suppression({ status, suppression }: Finding) {
  if (status === 'open') return null;
  return (
    <Part title={`Not open: ${STATUS_WORDS[status]}`}>
      {suppression ? (
        <p>
          {sentence(suppression.reason || 'no reason given')}{' '}
          <span class="quiet">
            By {suppression.by}
            {suppression.owner ? `, owner ${suppression.owner}` : ''}
            {suppression.expires ? `, until ${suppression.expires}` : ''}.
          </span>
        </p>
      ) : null}
    </Part>
  );
}

function Content({ detail }: { detail: Detail }) {
  const { finding } = detail;
  return (
    <>
      {finding.message && finding.message !== finding.title ? <p class="message">{finding.message}</p> : null}
      {finding.verified ? <p class="bad">The service that this secret is for accepts it.</p> : null}
      <Suppression {...finding} />
      <ToDo {...finding} />
      <Where locations={finding.locations} />
      <Risk risk={finding.risk} {...(finding.due ? { due: finding.due } : {})} />
      <Agreement agreement={finding.agreement} />
      <Names finding={finding} />
      <Sources {...detail} />
      {finding.firstSeen ? <p class="quiet small">First seen {moment(finding.firstSeen)}.</p> : null}
    </>
  );
}

export interface DetailPanelProps {
  store: Store;
  /** undefined when no finding has the id. */
  number: number | undefined;
  id: string;
  heading: RefObject<HTMLHeadingElement | null>;
  onClose(): void;
  onMove(by: number): void;
}

/** A finding in full. */
export function DetailPanel({ store, number, id, heading, onClose, onMove }: DetailPanelProps) {
  const [, read] = useState(0);
  const row = number === undefined ? undefined : store.rows[number];
  const detail = number === undefined ? undefined : store.detail(number);
  useEffect(() => {
    if (detail) return;
    const again = () => read((count) => count + 1);
    // The rest may have come since this was drawn.
    if (document.readyState !== 'loading' && number !== undefined && store.detail(number)) again();
    document.addEventListener('DOMContentLoaded', again);
    return () => document.removeEventListener('DOMContentLoaded', again);
  }, [detail, number, store]);
  return (
    <aside class="detail" aria-labelledby="detail-title" key={id}>
      <div class="detail-head">
        <p class="detail-facts">
          {row ? (
            <>
              <span class={`severity severity-${row.severity}`}>{row.severity}</span>
              <span class="quiet">{KIND_WORDS[row.kind]}</span>
            </>
          ) : null}
          <a class="mono small" href={listAddress({ finding: id })} title="The address of this finding">
            {id}
          </a>
        </p>
        <div class="detail-buttons">
          <button type="button" class="button" aria-label="Previous finding" onClick={() => onMove(-1)}>
            <Icon name="previous" />
          </button>
          <button type="button" class="button" aria-label="Next finding" onClick={() => onMove(1)}>
            <Icon name="next" />
          </button>
          <button type="button" class="button" aria-label="Close the finding" onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
      </div>
      <h3 id="detail-title" ref={heading} tabIndex={-1}>
        {row ? seen(row.title, row.id) : 'No finding of this report has this id'}
      </h3>
      {row && !detail ? <p class="quiet">Reading the rest of the page…</p> : null}
      {detail ? <Content detail={detail} /> : null}
    </aside>
  );
}
