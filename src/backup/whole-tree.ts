import { publicSha256 } from '#hash/public-sha256.ts'
import { committedHead, type Head } from '#ledger/head.ts'
import { leaves } from '#ledger/reading.ts'
import type { Database } from '#postgres/database.ts'
import { leafHash } from '#tlog/tree.ts'
import { TreeHead } from '#tlog/tree-head.ts'
import { notItsTree } from './succession-faults.ts'

/** The head, after every leaf in the database was read and hashed. Throws Fault 'DataLoss' where they have another root. */
export async function wholeTree(database: Database): Promise<Head> {
  const head = await committedHead(database)
  const tree = new TreeHead(publicSha256)
  for await (const { index, bytes } of leaves(database, 0, head.size)) {
    if (index !== tree.size) throw notItsTree(tree.size)
    tree.append(leafHash(publicSha256, bytes))
  }
  if (tree.size !== head.size || !Buffer.from(tree.root()).equals(head.root)) {
    throw notItsTree(tree.size)
  }
  return head
}
