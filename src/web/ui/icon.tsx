/**
 * The line icons, each one path on a 24 × 24 grid, drawn in the colour of the text beside them. An icon never stands alone: a word,
 * visible or for screen readers, is always next to it.
 */
const paths = {
  back: 'M14.5 5.5L8 12l6.5 6.5',
  bag: 'M5 8.5h14L18 20H6zM9 8.5V7a3 3 0 0 1 6 0v1.5',
  buoy: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0M8.5 12a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0M6 6l3.5 3.5M18 6l-3.5 3.5M6 18l3.5-3.5M18 18l-3.5-3.5',
  care: 'M4.8 8a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0M12.8 8a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0M4.8 16.5a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0M16.5 13.5v6M13.5 16.5h6',
  check: 'M5 12.5l4.6 4.6L19 7',
  clock: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0M12 7v5.3l3.4 2',
  cross: 'M6 6l12 12M18 6L6 18',
  desk: 'M3 8h18M5.5 8v11M18.5 8v11M12.5 8v6h6',
  door: 'M6.5 20V4h8.5v16M4 20h16M12 12.2h.01',
  exit: 'M13 4H5.5v16H13M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5',
  eye: 'M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12zM9.3 12a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0 -5.4 0',
  file: 'M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5',
  find: 'M4.5 10.5a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M15 15l5.5 5.5',
  finger:
    'M4.6 15.5c.5-1.3.6-2.4.6-3.5a6.8 6.8 0 0 1 13.6 0c0 1.8-.1 3.3-.4 4.8M7.6 18.8c.9-2 1.2-4.3 1.2-6.8a3.2 3.2 0 0 1 6.4 0c0 3-.3 5.5-1.2 8.3M12 12c0 3.2-.5 6-1.8 8.8',
  gear: 'M4 7h9M17 7h3M4 12h3M11 12h9M4 17h11M19 17h1M13.2 7a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0M7.2 12a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0M15.2 17a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0',
  give: 'M12 15V4.5M8 8l4-4 4 4M5 13v7h14v-7',
  group:
    'M10 5.2a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M3.2 10.2a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M16.8 10.2a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M5.8 18a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M14.2 18a2 2 0 1 0 4 0a2 2 0 1 0 -4 0',
  hand: 'M8 12V5.5a1.5 1.5 0 0 1 3 0V11M11 10.5V4.2a1.5 1.5 0 0 1 3 0V11M14 11V5.8a1.5 1.5 0 0 1 3 0V14c0 4-2.3 6.5-5.7 6.5-2.8 0-4.3-1.3-5.6-3.7L3.7 13a1.5 1.5 0 0 1 2.6-1.5L8 14',
  leaf: 'M5 19c0-9 5-14 15-14 0 10-5 14.5-12 14M5 20c1.5-4.5 4.5-7.5 9-9.5',
  list: 'M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4 6.5h.01M4 12h.01M4 17.5h.01',
  lock: 'M5.5 11h13v9h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  map: 'M4 6.5l5-2 6 2 5-2v13l-5 2-6-2-5 2zM9 4.5v13M15 6.5v13',
  message: 'M4 5h16v11h-9l-4.5 3.5V16H4z',
  minus: 'M5 12h14',
  next: 'M9.5 5.5l6.5 6.5-6.5 6.5',
  nonet: 'M3.5 9.8a13 13 0 0 1 4-2.5M11 6.3a13 13 0 0 1 9.5 3.5M7 13.4a8 8 0 0 1 3.2-1.8M15 12.3c.7.3 1.4.7 2 1.2M12 18.2h.01M4 4l16 16',
  pen: 'M4 20l1.1-4.6L16.5 4 20 7.5 8.6 18.9zM14 6.5l3.5 3.5',
  people:
    'M6 8.5a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M3.5 19c.3-3.3 2.5-5 5.5-5s5.2 1.7 5.5 5M15.5 6a2.6 2.6 0 0 1 .6 5.1M17 14.4c2 .5 3.2 2 3.5 4.6',
  phone: 'M6.6 3.6h2.9l1.5 4-1.9 1.5a11 11 0 0 0 5.8 5.8l1.5-1.9 4 1.5v2.9a2 2 0 0 1-2.2 2A16.8 16.8 0 0 1 4.6 5.8a2 2 0 0 1 2-2.2z',
  pin: 'M12 21s-6.3-5.9-6.3-11a6.3 6.3 0 0 1 12.6 0c0 5.1-6.3 11-6.3 11zM9.8 10a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  report: 'M4 20h16M7 16v-5M12 16V5M17 16v-8',
  speak: 'M5 9.5v5h3.5L13 18V6L8.5 9.5zM16.5 9a4.2 4.2 0 0 1 0 6M18.8 6.5a8 8 0 0 1 0 11',
  swap: 'M4 8.5h14l-3.5-3.5M20 15.5H6l3.5 3.5',
  three:
    'M8.8 7.5a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0M3.8 16a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0M13.8 16a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0',
  today: 'M3 18h18M6.5 18a5.5 5.5 0 0 1 11 0M12 6v2.5M4.8 10.3l1.8 1.5M19.2 10.3l-1.8 1.5',
  two: 'M3.8 12a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0M13.8 12a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0',
  video: 'M3.5 7h11v10h-11zM14.5 11l6-3v8l-6-3',
  walk: 'M11.2 4.3a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0M8.5 21l2.7-6.5-.7-4.3 3.2-2 2.3 3.3 2.8 1M11.2 14.5l3 2.2L15 21M10.5 10.2L7.5 12v3.5',
} as const;

/** Names of the icons there are. */
export type IconName = keyof typeof paths;

export interface IconProps {
  name: IconName;
  /** 17 px instead of 22 px, for use beside small text. */
  small?: boolean | undefined;
  className?: string | undefined;
}

/** One icon, hidden from screen readers. */
export function Icon({ name, small = false, className }: IconProps) {
  return (
    <svg
      className={`icon${small ? ' icon--s' : ''}${className ? ` ${className}` : ''}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
