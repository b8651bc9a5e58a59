import type { Person, Thing, Words } from './person.ts'

export const photo = 'c0ffee00'.repeat(8)

export const cameraThing = (camera: string): Thing => ['camera', camera]
export const appendix: Thing = ['appendix', 'main']

/** A version of the list of places that names this one camera, from now on. */
export const listedAs = (
  camera: string,
  states: Readonly<Record<string, string>>,
  resolution: string | null,
  version = '第1版',
): Words => ({
  version,
  lines: [{ camera, states, shownBy: 'drawing' }],
  resolution,
  fromUs: 'now',
})

/** Looked at against the drawing by these people, and found proper. */
export const lookedAt = (reviewers: readonly string[]): Words => ({
  reviewers,
  reason: '入口の道路だけを写し、家の窓は入らない',
  masks: 'none',
  found: 'proper',
})

/** What time the office has. */
export const officeTime = async (person: Person): Promise<number> =>
  (await person.get('/api/duties')).json.nowUs
