import type { parseArgs } from 'node:util'

/** Every word that `camera` takes besides its verb and its target. */
export const options = {
  name: { type: 'string' },
  place: { type: 'string' },
  area: { type: 'string' },
  purpose: { type: 'string' },
  user: { type: 'string' },
  'allow-basic': { type: 'boolean' },
  'no-test': { type: 'boolean' },
  reason: { type: 'string' },
  transport: { type: 'string' },
  bitrate: { type: 'string' },
  pin: { type: 'string' },
  yes: { type: 'boolean' },
  profile: { type: 'string' },
  seconds: { type: 'string' },
  at: { type: 'string' },
} as const
export type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']
