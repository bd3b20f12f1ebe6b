/** What it says on standard error, told apart. */
export interface Words {
  /** How many packages it read from a file, by its place among the copies. */
  scanned: Map<string, number>;
  /** What it says of a copy that it could not read. */
  errorAbout(place: string): string | undefined;
  /** Why packages could not be looked up, all or some. */
  matching?: string;
  /** What is not known to be harmless. */
  unknown: string[];
  /** The first that tells why it ended. */
  firstComplaint?: string;
}

const SCANNED = /^Scanned (?<file>.+) file and found (?<packages>\d+) packages?$/;
const ERROR = 'Error during extraction: ';
/** The first comes before the second, and names the ecosystem. */
const MATCHING = [
  /^(?<why>could not load db for .*)$/,
  /^Error during extraction: \(extracting as vulnmatch\/\w+\) (?<why>.*)/,
];
const HARMLESS = [
  /^Scanning dir /,
  /^Starting filesystem walk for root: /,
  /^End status: /,
  /^Filtered \d+ local\/unscannable package\/s from the scan\.$/,
  /^Loaded .+ local db from /,
  /^No package sources found$/,
  // The package and its commit stand in the output.
  /^Skipping .+: short commit hash /,
];

const firstLine = (message: string) => message.split('\n')[0] ?? '';

function isStart(line: string): boolean {
  return [SCANNED, ...MATCHING, ...HARMLESS].some((pattern) => pattern.test(line)) || line.startsWith(ERROR);
}

/** Lines, with those that go on with an error joined to it. */
function messagesIn(stderr: string): string[] {
  const joined: string[] = [];
  for (const line of stderr.split('\n').filter((candidate) => candidate !== '')) {
    const last = joined.at(-1);
    if (last?.startsWith(ERROR) && !isStart(line)) joined[joined.length - 1] = `${last}\n${line}`;
    else joined.push(line);
  }
  return joined;
}

/** @param folder the name of the folder with the copies */
export function readWords(stderr: string, folder: string): Words {
  const mark = `/${folder}/`;
  const messages = messagesIn(stderr).filter((message) => !HARMLESS.some((pattern) => pattern.test(message)));
  const scanned = new Map<string, number>();
  const complaints: string[] = [];
  for (const message of messages) {
    const { file, packages } = SCANNED.exec(message)?.groups ?? {};
    if (file === undefined) complaints.push(message);
    else if (file.includes(mark)) scanned.set(file.slice(file.indexOf(mark) + mark.length), Number(packages));
  }
  const whyOf = (message: string) =>
    MATCHING.map((pattern) => pattern.exec(message)?.groups?.['why']).find((why) => why !== undefined);
  const matching = complaints.map(whyOf).find((why) => why !== undefined);
  const isAboutFile = (message: string) => message.startsWith(ERROR) && message.includes(mark);
  const [first] = complaints;
  return {
    scanned,
    unknown: complaints.filter((message) => whyOf(message) === undefined && !isAboutFile(message)),
    errorAbout(place) {
      const named = `${mark}${place}: `;
      const error = complaints.find((message) => message.startsWith(ERROR) && message.includes(named));
      return error && firstLine(error.slice(error.indexOf(named) + named.length));
    },
    ...(matching === undefined ? {} : { matching }),
    ...(first === undefined ? {} : { firstComplaint: firstLine(first) }),
  };
}
