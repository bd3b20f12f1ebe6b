import type { Counts } from '../page-data.js';
import { bySeverity, SEVERITIES, total } from './words.js';

const GAP = 0.4;

/** One bar of counts by severity, in percent of the widest. For those who see it; the words stand beside it. */
export function SeverityBar({ counts, widest }: { counts: Counts; widest?: number }) {
  const whole = widest ?? total(counts);
  let from = 0;
  const parts = SEVERITIES.filter((severity) => counts[severity]).map((severity) => {
    const width = whole > 0 ? ((counts[severity] ?? 0) / whole) * 100 : 0;
    const x = from;
    from += width;
    return { severity, x, width: Math.max(0.6, width - GAP) };
  });
  return (
    <svg class="severity-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar-rest" x="0" y="0" width="100" height="4" />
      {parts.map(({ severity, x, width }) => (
        <rect key={severity} class={`fill-${severity}`} x={x.toFixed(2)} y="0" width={width.toFixed(2)} height="4">
          <title>{bySeverity({ [severity]: counts[severity] ?? 0 })}</title>
        </rect>
      ))}
    </svg>
  );
}
