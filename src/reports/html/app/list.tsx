import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Row } from '../page-data.js';
import type { GroupOf, Line } from './filter.js';
import { Icon } from './icon.js';
import { useWindow } from './window.js';
import { STATUS_WORDS, seen } from './words.js';

export interface ListProps {
  rows: readonly Row[];
  lines: readonly Line[];
  grouped: boolean;
  /** The number of the line that keys act on. */
  active: number;
  /** The number of the row that is opened. */
  opened: number | undefined;
  grid: RefObject<HTMLDivElement | null>;
  onLine(at: number): void;
}

function lineId(at: number): string {
  return `line-${at}`;
}

function GroupLine({ group, open }: { group: GroupOf; open: boolean }) {
  return (
    <div role="gridcell" aria-colspan={4} class="group-cell">
      <Icon name="chevron" class={open ? 'turned' : ''} />
      <span class={`dot fill-${group.worst}`} aria-hidden="true" />
      <span class="group-label">{group.label}</span>
      <span class="badge">{group.numbers.length.toLocaleString('en-US')}</span>
      <span class="quiet small">worst {group.worst}</span>
    </div>
  );
}

function RowLine({ row }: { row: Row }) {
  return (
    <>
      <div role="gridcell" class="cell-severity">
        <span class={`severity severity-${row.severity}`}>{row.severity}</span>
      </div>
      <div role="gridcell" class="cell-score">
        <span class="score">{row.score}</span>
      </div>
      <div role="gridcell" class="cell-title">
        <span class="line-title">{seen(row.title, row.id)}</span>
        <span class="line-place mono">
          {row.package ? `${row.package}${row.place ? ` · ${row.place}` : ''}` : row.place || row.id}
          {row.more > 0 ? ` +${row.more}` : ''}
        </span>
      </div>
      <div role="gridcell" class="cell-scanners">
        <span class="line-scanners">{row.scanners.join(', ')}</span>
        <span class="line-notes">
          {row.status === 'open' ? null : <span class="tag">{STATUS_WORDS[row.status]}</span>}
          {row.fixable ? (
            <span class="tag tag-fix">
              <Icon name="fix" />
              fix
            </span>
          ) : null}
        </span>
      </div>
    </>
  );
}

interface ListLineProps extends Pick<ListProps, 'rows' | 'grouped' | 'onLine'> {
  line: Line;
  at: number;
  active: boolean;
  opened: boolean;
}

function classOf({ line, active, opened }: ListLineProps): string {
  const kind = 'group' in line ? 'line line-group' : 'line line-row';
  return `${kind}${active ? ' active' : ''}${opened ? ' opened' : ''}`;
}

function ListLine(props: ListLineProps) {
  const { line, at, rows, grouped, opened, onLine } = props;
  const isGroup = 'group' in line;
  const own = isGroup ? { 'aria-expanded': line.open } : { 'aria-selected': opened };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys, for its active row
    <div
      id={lineId(at)}
      role="row"
      aria-rowindex={at + 2}
      {...own}
      {...(grouped ? { 'aria-level': isGroup ? 1 : 2 } : {})}
      class={classOf(props)}
      onClick={() => onLine(at)}
    >
      {isGroup ? <GroupLine group={line.group} open={line.open} /> : <RowLine row={rows[line.row] as Row} />}
    </div>
  );
}

/** The findings as a grid of which only what is seen is in the document. */
export function List({ rows, lines, grouped, active, opened, grid, onLine }: ListProps) {
  const probe = useRef<HTMLDivElement>(null);
  const { from, to, line } = useWindow(grid, probe, lines.length);

  // Scrolls when the active line changes, not when the window does.
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element || active < 0) return;
    const [top, head] = [active * line, 34];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + line + head > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + line + head - element.clientHeight;
    }
  }, [active, lines]);

  return (
    <div
      ref={grid}
      role={grouped ? 'treegrid' : 'grid'}
      class="grid"
      tabIndex={0}
      aria-label="Findings"
      aria-rowcount={lines.length + 1}
      aria-colcount={4}
      aria-activedescendant={active >= from && active < to ? lineId(active) : undefined}
      aria-describedby="grid-help"
    >
      <div role="rowgroup" class="grid-head">
        <div role="row" aria-rowindex={1} class="line line-head">
          <div role="columnheader">Severity</div>
          <div role="columnheader" class="cell-score">
            Risk
          </div>
          <div role="columnheader">Finding and place</div>
          <div role="columnheader" class="cell-scanners">
            Found by
          </div>
        </div>
      </div>
      <div class="line probe" ref={probe} aria-hidden="true" />
      <div
        role="rowgroup"
        class="grid-body"
        style={{ height: `${lines.length * line}px`, paddingTop: `${from * line}px` }}
      >
        {lines.slice(from, to).map((one, index) => (
          <ListLine
            key={'group' in one ? `group ${one.group.key}` : `${one.inGroup ?? ''} ${one.row}`}
            line={one}
            at={from + index}
            rows={rows}
            grouped={grouped}
            active={from + index === active}
            opened={'row' in one && one.row === opened}
            onLine={onLine}
          />
        ))}
      </div>
    </div>
  );
}
