import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Lines beyond what is seen, so that a quick scroll does not show an empty list. */
const BEYOND = 12;

/**
 * Which lines of a long list are seen: only they are in the document. All lines are of one height.
 *
 * @param scroller the element that scrolls
 * @param probe an element as high as a line: it changes with the width of the page and the size of its letters
 */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  probe: RefObject<HTMLElement | null>,
  count: number,
) {
  const [{ top, height, line }, see] = useState({ top: 0, height: 800, line: 56 });

  useLayoutEffect(() => {
    const [element, measure] = [scroller.current, probe.current];
    if (!element || !measure) return;
    const look = () => {
      const now = { top: element.scrollTop, height: element.clientHeight, line: measure.offsetHeight || 56 };
      see((was) => (was.top === now.top && was.height === now.height && was.line === now.line ? was : now));
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    resized.observe(measure);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, probe]);

  const from = Math.max(0, Math.min(Math.floor(top / line) - BEYOND, count - 1));
  const to = Math.min(count, Math.ceil((top + height) / line) + BEYOND);
  return { from, to, line };
}
