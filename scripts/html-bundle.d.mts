/** Writes the parts of the HTML report into dist/. */
export function bundleHtmlReport(): Promise<void>;
