import type { Detail, RawRow } from '../page-data.js';
import { Part } from './detail-part.js';
import { placeOf } from './words.js';

function Raw({ raw, label }: { raw: RawRow | undefined; label: string }) {
  if (!raw) return null;
  if ('why' in raw) return <p class="quiet small">Its own words are not quoted: {raw.why}.</p>;
  return (
    <details class="raw">
      <summary>In its own words</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a row longer than its frame is scrolled by keyboard */}
      <section tabIndex={0} aria-label={label} class="raw-frame">
        <pre>
          {raw.text}
          {raw.cut ? '\n…' : ''}
        </pre>
      </section>
      {raw.cut ? <p class="quiet small">Cut here; the file has all of it.</p> : null}
    </details>
  );
}

/** Every scanner that reports it, where in its output, and in which words. */
export function Sources({ finding, raw }: Detail) {
  return (
    <Part title="Who says so">
      <ul class="sources">
        {finding.sources.map(({ scanner, ruleId, severity, location, output }, index) => (
          <li key={`${output.path}${output.pointer}`}>
            <p>
              <strong>{scanner}</strong> <span class="mono">{ruleId}</span>{' '}
              <span class="quiet">{severity === null ? 'gives no severity' : `says ${severity}`}</span>
            </p>
            {location ? <p class="mono small">{placeOf(location)}</p> : null}
            <p class="mono small quiet">
              {output.path}#{output.pointer}
            </p>
            <Raw raw={raw[index]} label={`Row of ${scanner}`} />
          </li>
        ))}
      </ul>
    </Part>
  );
}
