import { canonicalJson } from '#canonical/json.ts'

/**
 * A set of cameras in an event. An erasure step concerns nearly all of them every minute, so that a list
 * would fill the spool: 'all' is resolved against CamerasFound, CameraAdded and CameraRemoved in the same chain.
 */
export type CamerasNamed =
  | { readonly all: number; readonly except?: readonly string[] }
  | { readonly only: readonly string[] }

/** The shorter way to say `chosen` out of `known` (ids, both without repetition); sorted, so one set has one form. */
export function nameCameras(known: readonly string[], chosen: readonly string[]): CamerasNamed {
  const isChosen = new Set(chosen)
  const others = known.filter(camera => !isChosen.has(camera))
  const strangers = isChosen.size + others.length - known.length
  if (strangers > 0 || others.length >= chosen.length) return { only: [...chosen].sort() }
  return others.length === 0 ? { all: known.length } : { all: known.length, except: others.sort() }
}

/** The cameras meant; `known` as they stood when the event was written. */
export function camerasOf(named: CamerasNamed, known: readonly string[]): readonly string[] {
  if ('only' in named) return named.only
  const except = new Set(named.except)
  return known.filter(camera => !except.has(camera)).sort()
}

/** Ranges of single cameras, those that differ in nothing else put together; `known` = all cameras there are. */
export function gatherRanges<Range extends { readonly camera: string }>(
  known: readonly string[],
  ranges: readonly Range[],
): readonly (Omit<Range, 'camera'> & { readonly cameras: CamerasNamed })[] {
  const groups = Map.groupBy(ranges, ({ camera: _, ...same }) => canonicalJson(same))
  return [...groups.values()].map(group => {
    const { camera: _, ...same } = group[0]!
    return {
      ...same,
      cameras: nameCameras(
        known,
        group.map(({ camera }) => camera),
      ),
    }
  })
}
