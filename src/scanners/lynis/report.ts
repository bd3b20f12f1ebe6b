/** A line of the report: `warning[]=AUTH-9204|Multiple users with UID 0 found in passwd file|-|-|`. */
interface Line {
  /** From 1. */
  number: number;
  key: string;
  value: string;
}

/** Something that Lynis warns of or suggests. */
export interface Advice {
  number: number;
  level: 'warning' | 'suggestion';
  test: string;
  says: string;
  details?: string;
  solution?: string;
}

export interface Reading {
  version?: string;
  advice: Advice[];
  executed: string[];
  skipped: string[];
  /** Tests that met something that they do not know, and what. */
  exceptions: { test: string; says: string }[];
  /** Whether it came to its end. */
  isWhole: boolean;
}

function linesIn(text: string): Line[] {
  const lines: Line[] = [];
  // Line by line: a list of all lines of an output that ran away would not fit into memory.
  for (let from = 0, number = 1; from < text.length; number++) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    const [, key, value] = to > from ? (/^([a-z_]+(?:\[\])?)=(.*)$/.exec(text.slice(from, to)) ?? []) : [];
    if (key !== undefined && value !== undefined) lines.push({ number, key, value });
    from = to + 1;
  }
  return lines;
}

/** What stands between bars; a dash is nothing. */
function fieldsOf(value: string): (string | undefined)[] {
  return value.split('|').map((field) => (field === '-' || field === '' ? undefined : field));
}

function adviceOf({ number, key, value }: Line): Advice[] {
  const level = key === 'warning[]' ? 'warning' : 'suggestion';
  const [test, says, details, solution] = fieldsOf(value);
  if (test === undefined || says === undefined) return [];
  return [{ number, level, test, says, ...(details ? { details } : {}), ...(solution ? { solution } : {}) }];
}

/** Reads a report; a line that it does not know is none of its business. */
export function readReport(text: string): Reading {
  const lines = linesIn(text);
  const last = (key: string) => lines.findLast((line) => line.key === key)?.value;
  const testsOf = (key: string) => (last(key) ?? '').split('|').filter((test) => test !== '');
  const version = last('lynis_version');
  return {
    ...(version === undefined ? {} : { version }),
    advice: lines.filter(({ key }) => key === 'warning[]' || key === 'suggestion[]').flatMap(adviceOf),
    executed: testsOf('tests_executed'),
    skipped: testsOf('tests_skipped'),
    exceptions: lines
      .filter(({ key }) => key === 'exception_event[]')
      .map(({ value }) => {
        const [test = '', says = ''] = fieldsOf(value);
        return { test, says };
      }),
    isWhole: last('finish') === 'true',
  };
}
