/** What the reader chose, as long as the browser lets a page from disk remember anything. */
export function remembered(name: string): string | undefined {
  try {
    return localStorage.getItem(`muster-${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`muster-${name}`);
    else localStorage.setItem(`muster-${name}`, value);
  } catch {
    // Then it holds until the page is closed.
  }
}
