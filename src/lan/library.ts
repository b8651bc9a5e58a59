import 'reflect-metadata'

/** Loaded only where certificates are made: it puts its own marks on the global `Reflect`. */
export const x509 = () => import('@peculiar/x509')
export type Library = Awaited<ReturnType<typeof x509>>

/** P-256 with SHA-256: what every browser and telephone reads. */
export const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
type Pair = { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey }
export const keyPair = (): Promise<Pair> =>
  crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
/** Positive, and nothing that anybody could guess. */
export const serialNumber = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(16)).with(0, 0x4b)).toString('hex')
