/** What a key does to the list. */
export type Action = 'search' | 'next' | 'previous' | 'pageDown' | 'pageUp' | 'first' | 'last' | 'act' | 'close';

const IN_LIST: Record<string, Action> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
  Home: 'first',
  End: 'last',
  Enter: 'act',
  ' ': 'act',
};
/** Those that the reader can turn off. */
const LETTERS: Record<string, Action> = { '/': 'search', j: 'next', k: 'previous' };

/** Where a key was pressed. */
export interface Pressed {
  inList: boolean;
  inSearch: boolean;
  /** In a field of any kind, where letters are letters. */
  typing: boolean;
  /** Whether single letters do anything. */
  letters: boolean;
  /** Whether a finding is opened. */
  opened: boolean;
}

/** @returns undefined when the key is not the list's */
export function actionOf(key: string, { inList, inSearch, typing, letters, opened }: Pressed): Action | undefined {
  if (key === 'Escape') return opened && !inSearch ? 'close' : undefined;
  if (inSearch && key === 'ArrowDown') return 'next';
  if (inList && IN_LIST[key]) return IN_LIST[key];
  return letters && !typing ? LETTERS[key] : undefined;
}

/** Whether a key would be typed where it was pressed. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, dialog') !== null;
}
