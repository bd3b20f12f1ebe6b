import { renderToString } from 'preact-render-to-string';
import type { View } from '../page-data.js';
import { Page } from './page.js';

/** The page's body, as markup in which every text is escaped. */
export function renderBody(view: View): string {
  return renderToString(<Page view={view} />);
}
