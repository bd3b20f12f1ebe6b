import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Row } from '../page-data.js';
import { DetailPanel } from './detail.js';
import { haystacksOf, type Line, linesOf, matching, sorted } from './filter.js';
import { type Action, actionOf, isTyping } from './keyboard.js';
import { List } from './list.js';
import { hashOf, START, type State, stateOf } from './state.js';
import { remembered } from './storage.js';
import type { Store } from './store.js';
import { Toolbar } from './toolbar.js';
import { SEVERITIES } from './words.js';

/** The address is written when the reader pauses: browsers refuse it more than some hundred times in half a minute. */
const PAUSE_MS = 250;
/** Lines that a page key goes over. */
const PAGE = 10;

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function useAddress(state: State, take: (state: State) => void): void {
  const written = useRef<string>(undefined);
  useEffect(() => {
    const read = () => {
      const given = stateOf(location.hash);
      if (!given || location.hash === written.current) return;
      take(given);
      document.getElementById('findings')?.scrollIntoView({ behavior: 'instant' });
    };
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, [take]);
  useEffect(() => {
    const hash = hashOf(state);
    const timer = setTimeout(() => {
      if (written.current === undefined && hash === '#findings') return;
      written.current = hash;
      if (hash === location.hash) return;
      try {
        history.replaceState(null, '', hash);
      } catch {
        // A frame without an address of its own: the link cannot be copied then.
      }
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [state]);
}

function choicesOf(rows: readonly Row[]) {
  const kinds = new Set<string>();
  const scanners = new Set<string>();
  const statuses = new Set<Row['status']>();
  const severities = new Set<Row['severity']>();
  for (const row of rows) {
    kinds.add(row.kind);
    statuses.add(row.status);
    severities.add(row.severity);
    for (const scanner of row.scanners) scanners.add(scanner);
  }
  return {
    kinds: [...kinds].sort(),
    scanners: [...scanners].sort(),
    statuses: [...statuses].sort(),
    severities: SEVERITIES.filter((severity) => severities.has(severity)),
  };
}

/** Where the opened finding stands in the list; -1 when it is not in it. */
function lineOf(lines: readonly Line[], row: number | undefined): number {
  return row === undefined ? -1 : lines.findIndex((line) => 'row' in line && line.row === row);
}

/** The list of findings, with all that chooses from it, and the one that is opened. */
export function Findings({ store }: { store: Store }) {
  const { rows } = store;
  const [state, setState] = useState<State>(() => stateOf(location.hash) ?? START);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(-1);
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const focusDetail = useRef(false);
  const haystacks = useMemo(() => once(() => haystacksOf(rows)), [rows]);
  const choices = useMemo(() => choicesOf(rows), [rows]);

  const { q, severity, kind, scanner, status, fix, group, sort } = state;
  const numbers = useMemo(
    () => sorted(rows, matching(rows, haystacks, { q, severity, kind, scanner, status, fix }), sort),
    [rows, haystacks, q, severity, kind, scanner, status, fix, sort],
  );
  const lines = useMemo(() => linesOf(rows, numbers, group, turned), [rows, numbers, group, turned]);
  const opened = state.finding === '' ? undefined : store.numberOf(state.finding);

  const change = useCallback((part: Partial<State>) => {
    setState((was) => ({ ...was, ...part }));
    if (Object.keys(part).some((name) => name !== 'finding')) {
      setActive(-1);
      if (grid.current) grid.current.scrollTop = 0;
    }
    if (part.group !== undefined) setTurned(new Set());
  }, []);
  const take = useCallback((given: State) => {
    setState(given);
    setTurned(new Set());
    setActive(-1);
  }, []);
  useAddress(state, take);

  useEffect(() => {
    // Before the first key is pressed in the search.
    const timer = setTimeout(haystacks, 50);
    return () => clearTimeout(timer);
  }, [haystacks]);

  // An opened finding is the active line, wherever it was opened from.
  useLayoutEffect(() => {
    const at = lineOf(lines, opened);
    if (at >= 0) setActive(at);
  }, [opened]);
  useLayoutEffect(() => {
    if (opened === undefined || !focusDetail.current) return;
    focusDetail.current = false;
    heading.current?.focus();
  }, [opened]);

  const close = useCallback(() => {
    change({ finding: '' });
    grid.current?.focus({ preventScroll: true });
  }, [change]);

  const act = useCallback(
    (at: number, byKey: boolean) => {
      const line = lines[at];
      if (!line) return;
      setActive(at);
      if ('group' in line) {
        setTurned(
          (was) =>
            new Set(
              was.has(line.group.key) ? [...was].filter((key) => key !== line.group.key) : [...was, line.group.key],
            ),
        );
        return;
      }
      focusDetail.current = byKey || matchMedia('(max-width: 1100px)').matches;
      const id = rows[line.row]?.id ?? '';
      if (id === state.finding && focusDetail.current) heading.current?.focus();
      change({ finding: id });
    },
    [lines, rows, change, state.finding],
  );

  const move = useCallback(
    (by: number) => {
      const at = Math.max(0, Math.min(lines.length - 1, active + by));
      setActive(at);
      const line = lines[at];
      // A panel that is open shows what the keys go to.
      if (opened !== undefined && line && 'row' in line) change({ finding: rows[line.row]?.id ?? '' });
    },
    [lines, rows, active, opened, change],
  );

  // Before the next key is taken, not after the next frame: keys come faster than frames.
  useLayoutEffect(() => {
    const does: Record<Action, () => void> = {
      search: () => search.current?.focus(),
      next: () => move(1),
      previous: () => move(-1),
      pageDown: () => move(PAGE),
      pageUp: () => move(-PAGE),
      first: () => move(-lines.length),
      last: () => move(lines.length),
      act: () => act(active, true),
      close,
    };
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actionOf(event.key, {
        inList: document.activeElement === grid.current,
        inSearch: event.target === search.current,
        typing: isTyping(event.target),
        letters: remembered('keys') !== 'off',
        opened: state.finding !== '',
      });
      if (!action) return;
      event.preventDefault();
      if (action === 'next' || action === 'previous') grid.current?.focus({ preventScroll: true });
      does[action]();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [state.finding, lines, active, act, move, close]);

  return (
    <>
      <Toolbar
        state={state}
        choices={choices}
        search={search}
        found={numbers.length}
        all={rows.length}
        change={change}
      />
      <p class="unseen" id="grid-help">
        Arrow keys move, Enter opens, Escape closes.
      </p>
      <div class={opened === undefined ? 'findings' : 'findings with-detail'}>
        <div class="list-side">
          <List
            rows={rows}
            lines={lines}
            grouped={group !== 'none'}
            active={active}
            opened={opened}
            grid={grid}
            onLine={(at) => {
              grid.current?.focus({ preventScroll: true });
              act(at, false);
            }}
          />
          {lines.length === 0 ? <p class="nothing">No finding fits. What was not looked at stands above.</p> : null}
        </div>
        {state.finding !== '' ? (
          <DetailPanel
            store={store}
            number={opened}
            id={state.finding}
            heading={heading}
            onClose={close}
            onMove={move}
          />
        ) : null}
      </div>
    </>
  );
}
