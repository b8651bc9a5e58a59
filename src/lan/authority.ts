import { AsnConvert } from '@peculiar/asn1-schema'
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509'
import { algorithm, keyPair, type Library, serialNumber, x509 } from './library.ts'

/** What is left of an authority: what people install, and what signs this machine's certificates. All PEM. */
export type Authority = {
  readonly host: string
  readonly root: string
  readonly intermediate: string
  readonly intermediateKey: string
}

const dayMs = 86_400_000
const years = (count: number) => count * 365 * dayMs

/**
 * A certificate authority for one host name (RFC 5280). Its root key exists in the memory of this call and nowhere else: it signs one
 * intermediate, which by name constraints of both may speak for `host` alone, and is gone. So whoever steals this machine
 * can pretend to be this machine, and nobody else; and whoever installs the root trusts it for no other name.
 */
export async function makeAuthority(host: string, nowMs: number): Promise<Authority> {
  const library = await x509()
  const [root, intermediate] = [await keyPair(), await keyPair()]
  const notBefore = new Date(nowMs - dayMs)
  const notAfter = new Date(nowMs + years(10))
  const both = { notBefore, notAfter, signingAlgorithm: algorithm }
  const rootName = `CN=たちあい ${host}, O=この録画機だけの認証局`
  const rootCertificate = await library.X509CertificateGenerator.create({
    ...both,
    serialNumber: serialNumber(),
    subject: rootName,
    issuer: rootName,
    publicKey: root.publicKey,
    signingKey: root.privateKey,
    extensions: await authorityExtensions(library, host, 1, root.publicKey, null),
  })
  const certificate = await library.X509CertificateGenerator.create({
    ...both,
    serialNumber: serialNumber(),
    subject: `CN=たちあい ${host} 証明書係`,
    issuer: rootName,
    publicKey: intermediate.publicKey,
    signingKey: root.privateKey,
    extensions: await authorityExtensions(library, host, 0, intermediate.publicKey, root.publicKey),
  })
  return {
    host,
    root: rootCertificate.toString('pem'),
    intermediate: certificate.toString('pem'),
    intermediateKey: await privatePem(library, intermediate.privateKey),
  }
}

async function authorityExtensions(
  library: Library,
  host: string,
  pathLength: number,
  own: CryptoKey,
  issuer: CryptoKey | null,
) {
  const { KeyUsageFlags } = library
  return [
    new library.BasicConstraintsExtension(true, pathLength, true),
    new library.KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    new library.Extension(id_ce_nameConstraints, true, onlyFor(host)),
    await library.SubjectKeyIdentifierExtension.create(own),
    ...(issuer ? [await library.AuthorityKeyIdentifierExtension.create(issuer)] : []),
  ]
}

/** RFC 5280, 4.2.1.10: this DNS name, and no address of any kind. */
function onlyFor(host: string): ArrayBuffer {
  const subtree = (name: ConstructorParameters<typeof GeneralName>[0]) =>
    new GeneralSubtree({ base: new GeneralName(name) })
  const everyAddress = ['0.0.0.0/0', '::/0'].map(iPAddress => subtree({ iPAddress }))
  return AsnConvert.serialize(
    new NameConstraints({
      permittedSubtrees: new GeneralSubtrees([subtree({ dNSName: host })]),
      excludedSubtrees: new GeneralSubtrees(everyAddress),
    }),
  )
}

export const privatePem = async (library: Library, key: CryptoKey): Promise<string> =>
  library.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')
