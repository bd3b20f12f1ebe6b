import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.js';
import { remember, remembered } from './storage.js';

const KEYS = [
  ['/', 'go to the search'],
  ['j  k', 'next, previous finding'],
  ['↓  ↑', 'the same, in the list'],
  ['Enter', 'open the finding, or the group'],
  ['Esc', 'close it'],
  ['?', 'show these keys'],
] as const;

/** What can be done without a mouse. Single letters can be turned off (WCAG 2.1.4). */
export function Keys() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [letters, setLetters] = useState(remembered('keys') !== 'off');
  useEffect(() => {
    const show = () => dialog.current?.showModal();
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, select, textarea') !== null;
      if (event.key !== '?' || typing || remembered('keys') === 'off') return;
      event.preventDefault();
      show();
    };
    const button = document.getElementById('show-keys');
    button?.addEventListener('click', show);
    addEventListener('keydown', press);
    return () => {
      button?.removeEventListener('click', show);
      removeEventListener('keydown', press);
    };
  }, []);
  return (
    <dialog ref={dialog} class="keys" aria-labelledby="keys-title">
      <div class="detail-head">
        <h2 id="keys-title">Keys</h2>
        <button type="button" class="button" aria-label="Close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </div>
      <dl>
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              {key.split('  ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => {
            setLetters(event.currentTarget.checked);
            remember('keys', event.currentTarget.checked ? undefined : 'off');
          }}
        />{' '}
        single keys ( / j k ? ) work
      </label>
    </dialog>
  );
}
