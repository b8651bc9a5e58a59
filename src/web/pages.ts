/** Pages of the staff app: each is a line of the table that sends the same empty shell, and a screen in `app/`. */
export const pages = [
  '/',
  '/sign-in',
  '/set-password',
  '/first',
  '/setup',
  '/screen',
  '/keys',
  '/credentials',
  '/requests',
  '/requests/new',
  '/requests/{id}',
  '/registers',
  '/registers/{id}',
  '/cameras',
  '/document',
  '/document/amend',
  '/requests/{id}/viewing',
  '/requests/{id}/viewings/{number}',
] as const

export type Page = (typeof pages)[number]
