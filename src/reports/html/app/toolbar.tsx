import type { ComponentChildren, RefObject } from 'preact';
import type { Row } from '../page-data.js';
import { Icon } from './icon.js';
import { GROUPS, isFiltered, SORTS, START, type State } from './state.js';
import { KIND_WORDS, number, SEVERITIES, STATUS_WORDS } from './words.js';

export interface ToolbarProps {
  state: State;
  /** What there is to choose from: of these the page has some. */
  choices: { kinds: string[]; scanners: string[]; statuses: Row['status'][]; severities: Row['severity'][] };
  search: RefObject<HTMLInputElement | null>;
  found: number;
  all: number;
  change(part: Partial<State>): void;
}

function Choice(props: { label: string; value: string; set: (value: string) => void; children: ComponentChildren }) {
  return (
    <label class="choice">
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.set(event.currentTarget.value)}>
        {props.children}
      </select>
    </label>
  );
}

/** Search, filters, grouping and order. */
export function Toolbar({ state, choices, search, found, all, change }: ToolbarProps) {
  const turn = (severity: Row['severity']) =>
    change({
      severity: state.severity.includes(severity)
        ? state.severity.filter((one) => one !== severity)
        : [...state.severity, severity],
    });
  return (
    <div class="toolbar">
      <search>
        <div class="search">
          <Icon name="search" />
          <input
            ref={search}
            type="search"
            placeholder="Search title, id, path, package, CVE, control…"
            aria-label="Search the findings"
            autocomplete="off"
            spellcheck={false}
            value={state.q}
            onInput={(event) => change({ q: event.currentTarget.value })}
          />
          <span class="key" aria-hidden="true">
            /
          </span>
        </div>
        <fieldset class="chips">
          <legend class="unseen">Severity</legend>
          {SEVERITIES.filter((severity) => choices.severities.includes(severity)).map((severity) => (
            <button
              key={severity}
              type="button"
              class={`chip chip-${severity}`}
              aria-pressed={state.severity.includes(severity)}
              onClick={() => turn(severity)}
            >
              {severity}
            </button>
          ))}
        </fieldset>
        <div class="choices">
          <Choice label="Kind" value={state.kind} set={(kind) => change({ kind })}>
            <option value="">all</option>
            {choices.kinds.map((kind) => (
              <option key={kind} value={kind}>
                {KIND_WORDS[kind as Row['kind']]}
              </option>
            ))}
          </Choice>
          <Choice label="Scanner" value={state.scanner} set={(scanner) => change({ scanner })}>
            <option value="">all</option>
            {choices.scanners.map((scanner) => (
              <option key={scanner} value={scanner}>
                {scanner}
              </option>
            ))}
          </Choice>
          <Choice label="Status" value={state.status} set={(status) => change({ status })}>
            <option value="open">open</option>
            {choices.statuses
              .filter((status) => status !== 'open')
              .map((status) => (
                <option key={status} value={status}>
                  {STATUS_WORDS[status]}
                </option>
              ))}
            <option value="all">all</option>
          </Choice>
          <Choice label="Fix" value={state.fix} set={(fix) => change({ fix: fix as State['fix'] })}>
            <option value="">any</option>
            <option value="yes">known</option>
            <option value="no">not known</option>
          </Choice>
          <Choice label="Group by" value={state.group} set={(group) => change({ group: group as State['group'] })}>
            {GROUPS.map((group) => (
              <option key={group} value={group}>
                {group === 'none' ? 'nothing' : group}
              </option>
            ))}
          </Choice>
          <Choice label="Sort by" value={state.sort} set={(sort) => change({ sort: sort as State['sort'] })}>
            {SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {sort === 'due' ? 'due date' : sort}
              </option>
            ))}
          </Choice>
        </div>
      </search>
      <p class="found">
        <output id="found" aria-live="polite">
          {found === all ? `${number(all)} findings` : `${number(found)} of ${number(all)} findings`}
        </output>
        {isFiltered(state) ? (
          <button
            type="button"
            class="link"
            onClick={() => change({ ...START, group: state.group, sort: state.sort, finding: state.finding })}
          >
            Clear filters
          </button>
        ) : null}
      </p>
    </div>
  );
}
