import type { PastScan } from '../../../model/past-scan.js';
import { bySeverity, moment, number, SEVERITIES, total } from './words.js';

const [WIDTH, HEIGHT, PAD] = [600, 150, 24];
const SHOWN = 60;

function isWhole({ verdict, evidence }: PastScan): boolean {
  return verdict !== 'incomplete' && evidence.complete === evidence.required;
}

function Column({ scan, at, width, most }: { scan: PastScan; at: number; width: number; most: number }) {
  let y = HEIGHT - PAD;
  const parts = SEVERITIES.toReversed().flatMap((severity) => {
    const count = scan.open[severity] ?? 0;
    if (count === 0) return [];
    const height = (count / most) * (HEIGHT - PAD - 12);
    y -= height;
    return [{ severity, y, height }];
  });
  return (
    <g>
      <title>{`${moment(scan.finishedAt)}: ${total(scan.open)} open, ${scan.verdict}`}</title>
      {parts.map((part) => (
        <rect
          key={part.severity}
          class={`fill-${part.severity}`}
          x={at.toFixed(1)}
          y={part.y.toFixed(1)}
          width={width.toFixed(1)}
          height={Math.max(0.5, part.height - 0.5).toFixed(1)}
        />
      ))}
      {isWhole(scan) ? null : (
        <path
          class="not-whole"
          d={`M${(at + width / 2 - 4).toFixed(1)} ${HEIGHT - 6}l4 -8l4 8z`}
          vector-effect="non-scaling-stroke"
        />
      )}
    </g>
  );
}

/** Open findings over the scans that the results directory remembers. */
export function Trend({ scans }: { scans: PastScan[] }) {
  const shown = scans.slice(-SHOWN);
  const most = Math.max(1, ...shown.map(({ open }) => total(open)));
  const step = (WIDTH - 34) / shown.length;
  const width = Math.min(28, step * 0.7);
  const notWhole = shown.filter((scan) => !isWhole(scan)).length;
  return (
    <section class="card card-wide" id="trend" aria-labelledby="trend-title">
      <h2 id="trend-title">
        Trend<span class="quiet"> open findings in the last {number(shown.length)} scans</span>
      </h2>
      <svg class="trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
        {[0, 0.5, 1].map((part) => {
          const y = HEIGHT - PAD - part * (HEIGHT - PAD - 12);
          return (
            <g key={part}>
              <line class="grid-line" x1="34" x2={WIDTH} y1={y} y2={y} />
              <text class="axis" x="28" y={y + 4} text-anchor="end">
                {part === 0.5 && most < 2 ? '' : number(Math.round(most * part))}
              </text>
            </g>
          );
        })}
        {shown.map((scan, index) => (
          <Column
            key={scan.finishedAt}
            scan={scan}
            at={34 + index * step + (step - width) / 2}
            width={width}
            most={most}
          />
        ))}
      </svg>
      {notWhole > 0 ? (
        <p class="small quiet">
          <span class="triangle" aria-hidden="true">
            ▲
          </span>{' '}
          Evidence was not complete in {number(notWhole)} of these scans: fewer findings there may be fewer looks.
        </p>
      ) : null}
      <details class="small">
        <summary>As a table</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the page is scrolled by keyboard */}
        <section class="scroll" tabIndex={0} aria-label="Trend, table">
          <table>
            <thead>
              <tr>
                <th scope="col">Finished</th>
                <th scope="col">Verdict</th>
                <th scope="col">Open</th>
                <th scope="col">Complete evidence</th>
                <th scope="col">Commit</th>
              </tr>
            </thead>
            <tbody>
              {shown.toReversed().map((scan) => (
                <tr key={scan.finishedAt}>
                  <th scope="row">{moment(scan.finishedAt)}</th>
                  <td>{scan.verdict}</td>
                  <td>
                    {number(total(scan.open))}
                    {total(scan.open) > 0 ? <span class="quiet"> {bySeverity(scan.open)}</span> : null}
                  </td>
                  <td>
                    {scan.evidence.complete} of {scan.evidence.required}
                  </td>
                  <td class="mono">{scan.commit?.slice(0, 12) ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
}
