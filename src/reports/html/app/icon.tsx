const PATHS = {
  yes: 'M3.5 8.5l3 3 6-7',
  partly: 'M8 3.5v5.5M8 12v.3',
  no: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  none: 'M4 8h8',
  close: 'M4 4l8 8M12 4l-8 8',
  chevron: 'M6 4l4 4-4 4',
  fix: 'M10.5 2.5a3 3 0 0 0-3.6 4L3 10.4a1.6 1.6 0 0 0 2.3 2.3l3.9-3.9a3 3 0 0 0 4-3.6L11.5 7 9.6 6.400 9 4.500z',
  shield: 'M8 1.8l5 1.800v4c0 3.200-2 5.400-5 6.600-3-1.200-5-3.400-5-6.600v-4z',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  link: 'M6.500 9.500l3-3M7 4.500l1.500-1.500a2.500 2.500 0 0 1 3.600 3.600L10.500 8M9 11.500L7.500 13a2.500 2.500 0 0 1-3.600-3.600L5.500 8',
  next: 'M4 6l4 4 4-4',
  previous: 'M4 10l4-4 4 4',
  search: 'M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.300 10.300L14 14',
} as const;
export type IconName = keyof typeof PATHS;

/** Decoration: what it says stands beside it in words. */
export function Icon({ name, class: extra = '' }: { name: IconName; class?: string }) {
  return (
    <svg class={`icon ${extra}`.trim()} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
