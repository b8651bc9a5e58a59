import type { Authority } from './authority.ts'
import { privatePem } from './authority.ts'
import { algorithm, keyPair, serialNumber, x509 } from './library.ts'

/** What a server shows, PEM: its own certificate with the intermediate behind it, and its key. */
export type Certificate = {
  readonly chain: string
  readonly key: string
  readonly untilMs: number
}

const dayMs = 86_400_000
/** Browsers take none that is good for longer than 398 days (CA/Browser Forum, SC-31). */
const lifeMs = 397 * dayMs
/** Made anew this long before it ends. */
export const renewMs = 60 * dayMs

/** A new key and a certificate for it, by the intermediate that stays on this machine. */
export async function issueCertificate(
  { host, intermediate, intermediateKey }: Authority,
  nowMs: number,
): Promise<Certificate> {
  const library = await x509()
  const issuer = new library.X509Certificate(intermediate)
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    library.PemConverter.decodeFirst(intermediateKey),
    algorithm,
    false,
    ['sign'],
  )
  const own = await keyPair()
  const notAfter = new Date(nowMs + lifeMs)
  const certificate = await library.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: `CN=${host}`,
    issuer: issuer.subject,
    notBefore: new Date(nowMs - dayMs),
    notAfter,
    signingAlgorithm: algorithm,
    publicKey: own.publicKey,
    signingKey,
    extensions: [
      new library.BasicConstraintsExtension(false, undefined, true),
      new library.KeyUsagesExtension(library.KeyUsageFlags.digitalSignature, true),
      new library.ExtendedKeyUsageExtension([library.ExtendedKeyUsage.serverAuth]),
      new library.SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
      await library.AuthorityKeyIdentifierExtension.create(await issuer.publicKey.export()),
      await library.SubjectKeyIdentifierExtension.create(own.publicKey),
    ],
  })
  return {
    chain: `${certificate.toString('pem')}\n${intermediate}\n`,
    key: await privatePem(library, own.privateKey),
    untilMs: notAfter.getTime(),
  }
}
