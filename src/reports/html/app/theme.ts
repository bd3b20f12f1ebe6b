import { remember } from './storage.js';

const ORDER = ['system', 'light', 'dark'] as const;
type Theme = (typeof ORDER)[number];

function current(): Theme {
  const theme = document.documentElement.dataset['theme'];
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function tell(button: HTMLElement, name: HTMLElement): void {
  name.textContent = { system: 'System', light: 'Light', dark: 'Dark' }[current()];
  button.setAttribute('aria-label', `Theme: ${current()}. Change it`);
}

/** The button that goes through the themes: that of the system, light, dark. */
export function setUpTheme(): void {
  const button = document.getElementById('change-theme');
  const name = document.getElementById('theme-name');
  if (!button || !name) return;
  tell(button, name);
  button.addEventListener('click', () => {
    const next = ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length] ?? 'system';
    if (next === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = next;
    remember('theme', next === 'system' ? undefined : next);
    tell(button, name);
  });
}
