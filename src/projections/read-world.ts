import { Replay } from '#acts/replay.ts'
import { applied, emptyWorld, lost, type World } from '#acts/world.ts'
import type { Body } from '#leaf/body.ts'
import { decodeLeaf } from '#leaf/leaf.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { ActLeaf } from '#ledger/reading.ts'

/** All that people did, folded. What cannot be read any more stays unknown. */
export async function readWorld(ledger: Ledger): Promise<World> {
  let world = emptyWorld
  for await (const { name, opening } of ledger.actLeaves()) {
    world = opening ? applied(world, name, bodyIn(opening)) : lost(world, name)
  }
  return world
}

/** The same below `size`, with every decision asked again. `each` gets the leaves as they come. */
export async function replayLedger(
  ledger: Ledger,
  profileOf: ConstructorParameters<typeof Replay>[0],
  size: number,
  each: (leaf: ActLeaf) => void = () => {},
): Promise<{ readonly replay: Replay; readonly findings: readonly number[] }> {
  const replay = new Replay(profileOf)
  const findings: number[] = []
  for await (const stored of ledger.actLeaves()) {
    if (stored.index >= size) break
    each(stored)
    const { index, name: stream, bytes, opening } = stored
    const leaf = decodeLeaf(bytes)
    if (!leaf) findings.push(index)
    else findings.push(...replay.add({ index, leaf, stream, body: opening && bodyIn(opening) }))
  }
  findings.push(...replay.end())
  return { replay, findings }
}

const bodyIn = ({ body }: { readonly body: string }): Body => JSON.parse(body) as Body
