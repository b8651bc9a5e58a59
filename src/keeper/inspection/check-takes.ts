import { minuteOf } from '#civil/minute.ts'
import { livesWhole, type Take, takesOf } from '../importing/takes.ts'
import type { Keeper } from '../keeper.ts'
import { type Checked, settledBefore } from './check.ts'

/** Units that opened, by camera and number of the import. */
export type ImportedUnits = Map<string, number>

export const takeName = (camera: string, number: number): string => `${camera} ${number}`

/** What an import that was finished sealed is all there, as long as every minute of it lives. */
export function checkTakes(
  { custody }: Keeper,
  { imported, findings }: Checked,
  began: readonly (readonly [camera: string, take: Take])[],
): void {
  const { keyring } = custody
  for (const [camera, take] of began) {
    const found = imported.get(takeName(camera, take.number)) ?? 0
    // Minutes that fell due meanwhile are no loss.
    if (found === take.units || !livesWhole(keyring, camera, take)) continue
    findings.add(
      'import',
      `${keyring.cameras.get(camera)?.about.name} ${take.number}`,
      `取り込んだ画像 ${take.units} 枚のうち ${found} 枚しかありません`,
      `only ${found} of ${take.units} imported pictures are there`,
    )
  }
}

/** The imports that were finished when a check began, of minutes that it judges. */
export const finishedTakes = ({ custody: { keyring } }: Keeper, beganUs: number) =>
  [...keyring.cameras.keys()].flatMap(camera =>
    takesOf(keyring, camera)
      .filter(({ done, toUs }) => done && minuteOf(toUs) < settledBefore(beganUs))
      .map(take => [camera, take] as const),
  )
