import type { ScannerView, View } from '../page-data.js';
import { Icon } from './icon.js';
import { Gaps } from './not-covered.js';
import { evidenceClass, evidenceIcon } from './verdict.js';
import { age, duration, number } from './words.js';

function amount(count: number): string {
  return count === 0 ? '–' : number(count);
}

function Line({ scanner, index }: { scanner: ScannerView; index: number }) {
  return (
    <>
      <tr id={`scanner-${index}`} class={`evidence-${evidenceClass(scanner)}`}>
        <th scope="row">
          {scanner.homepage ? (
            <a href={scanner.homepage} rel="noreferrer noopener" target="_blank">
              {scanner.scanner}
            </a>
          ) : (
            scanner.scanner
          )}
          {scanner.runs > 1 ? <span class="quiet"> ×{scanner.runs}</span> : null}
        </th>
        <td class="mono small">{scanner.version ?? '–'}</td>
        <td>
          <span class={`mark mark-${evidenceClass(scanner)}`}>
            <Icon name={evidenceIcon(scanner)} />
            {scanner.status}
          </span>
        </td>
        <td>{scanner.canary}</td>
        <td class="number">{amount(scanner.files)}</td>
        <td class="number">{amount(scanner.packages)}</td>
        <td class="number">{scanner.findings === null ? '–' : number(scanner.findings)}</td>
        <td class="number">{scanner.durationMs > 0 ? duration(scanner.durationMs) : '–'}</td>
        <td class="small">{scanner.database ? `${scanner.database.name}, ${age(scanner.database.ageHours)}` : '–'}</td>
      </tr>
      {scanner.complete ? null : (
        <tr class="why">
          <td colSpan={9}>
            <Gaps scanner={scanner} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Who looked, at how much, and how well. */
export function RollCall({ view }: { view: View }) {
  return (
    <section class="block" id="roll-call" aria-labelledby="roll-call-title">
      <h2 id="roll-call-title">Roll call</h2>
      <p class="quiet">
        A scanner's evidence is complete when it looked at all that it was given and found its canary: a known issue
        that is planted to see whether it finds anything.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the page is scrolled by keyboard */}
      <section class="scroll" tabIndex={0} aria-label="Roll call, table">
        <table>
          <thead>
            <tr>
              <th scope="col">Scanner</th>
              <th scope="col">Version</th>
              <th scope="col">Evidence</th>
              <th scope="col">Canary</th>
              <th scope="col" class="number">
                Files
              </th>
              <th scope="col" class="number">
                Packages
              </th>
              <th scope="col" class="number">
                Findings
              </th>
              <th scope="col" class="number">
                Time
              </th>
              <th scope="col">Database</th>
            </tr>
          </thead>
          <tbody>
            {view.scanners.map((scanner, index) => (
              <Line key={scanner.scanner} scanner={scanner} index={index} />
            ))}
          </tbody>
        </table>
      </section>
      {view.absent.length > 0 ? (
        <details class="gap">
          <summary>
            <h3>Did not run</h3>
            <span class="quiet">nothing for them in the target, or not asked for</span>
          </summary>
          <ul class="gap-list">
            {view.absent.map(({ why, scanners }) => (
              <li key={why}>
                <strong>{scanners.join(', ')}</strong>
                <p>{why}</p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {view.riskData.length > 0 ? (
        <p class="quiet small">
          Risk was weighed with{' '}
          {view.riskData
            .map(
              ({ name, ageHours, notChecked }) =>
                `${name}${notChecked ? ` (not looked at: ${notChecked})` : `, ${age(ageHours)}`}`,
            )
            .join('; ')}
          .
        </p>
      ) : null}
    </section>
  );
}
