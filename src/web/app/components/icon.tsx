/** Drawn by us, for people who see; what they mean stands beside them in words. */
const paths = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  info: 'M12 10.5v8M12 5.5v.2',
  warning: 'M12 5v9M12 18.5v.2',
  error: 'M8.5 8.5l7 7M15.5 8.5l-7 7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  chevron: 'M9 6l6 6-6 6',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z',
  camera: 'M4 7h11v10H4zM15 10.5l5-3v9l-5-3z',
  book: 'M5 5.5c2.5-1 5-.8 7 .7 2-1.5 4.500-1.700 7-.7v13c-2.500-1-5-.8-7 .7-2-1.500-4.500-1.700-7-.7zM12 6.200v13',
  list: 'M9 7h11M9 12h11M9 17h11M4.500 7h.5M4.500 12h.5M4.500 17h.5',
  key: 'M14 10a4 4 0 1 0-3.500 3.970L13 16.500h2v2h2v2h3v-3.500l-6-6z',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, className = 'size-6' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={`${className} shrink-0`}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  )
}
