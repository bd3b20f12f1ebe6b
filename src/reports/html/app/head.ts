/** Runs before the page is painted: what the reader chose of its look, and whether the list will come. */
const root = document.documentElement;
root.classList.add('scripts');
// When the list cannot be made, the first findings are shown as without scripts.
addEventListener('error', () => root.classList.remove('scripts'));
try {
  const theme = localStorage.getItem('muster-theme');
  if (theme === 'dark' || theme === 'light') root.dataset['theme'] = theme;
} catch {
  // No storage, as in a private window or a sandboxed frame: the system's theme.
}
