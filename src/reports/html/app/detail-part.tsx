import type { ComponentChildren } from 'preact';

export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="detail-part">
      <h4>{title}</h4>
      {children}
    </section>
  );
}

/** To a page elsewhere; the format lets only addresses of web pages through. */
export function Link({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a href={href} rel="noreferrer noopener" target="_blank">
      {children}
    </a>
  );
}
