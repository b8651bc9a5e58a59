import { ed25519Verify } from '#hash/ed25519.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { publicSha256 } from '#hash/public-sha256.ts'
import { exportLedger } from '#ledger/export.ts'
import type { LedgerSource } from '#ledger/source.ts'
import type { Primitives } from '#verification/primitives.ts'

export const primitives: Primitives = {
  sha256: publicSha256,
  hmac: hmacSha256,
  verify: ed25519Verify,
}

export type Files = Map<string, Buffer>

/** An export in memory. */
export async function exported(ledger: LedgerSource): Promise<Files> {
  const files: Files = new Map()
  await exportLedger(
    ledger,
    async (path, parts) => {
      const chunks = []
      for await (const part of parts) chunks.push(Buffer.from(part))
      files.set(path, Buffer.concat(chunks))
    },
    { contents: true },
  )
  return files
}
