import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import { StreamFault } from './stream-end.ts'

/** What a camera showed about itself over TLS. */
export type Certificate = {
  /**
   * SHA-256 of the public key (SubjectPublicKeyInfo, RFC 7469 2.4), 64 lower-case hex digits. The key is pinned and not
   * the certificate: cameras issue themselves new ones at a change of address or when one expires, with the key they had.
   */
  readonly sha256: string
  /** End of its validity, µs since the epoch. An expired certificate is no end: the key is what is known. */
  readonly validToUs: number
}

/**
 * TLS 1.2 or later (RFC 8996) to a camera. Neither name nor issuer is checked: a camera's certificate is its own, and
 * the pin stands in their place. Nothing may be sent before `certificateOf` and `holdPin`.
 */
export function connectTls(host: string, options: ConnectionOptions): TLSSocket {
  return connect({
    ...options,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    minVersion: 'TLSv1.2',
    rejectUnauthorized: false,
  })
}

/** Of a connection whose handshake is done; from here on the camera cannot show another one. */
export function certificateOf(socket: TLSSocket): Certificate {
  socket.disableRenegotiation()
  const shown = socket.getPeerX509Certificate()
  if (!shown) throw new StreamFault('certificate', 'the camera shows no certificate')
  try {
    const key = shown.publicKey.export({ type: 'spki', format: 'der' })
    return {
      sha256: createHash('sha256').update(key).digest('hex'),
      validToUs: (shown.validToDate.getTime() || 0) * 1000,
    }
  } catch {
    // OpenSSL could verify a signature with it, and yet not write it down again.
    throw new StreamFault('certificate', 'the camera shows a certificate that cannot be read')
  }
}

/** Throws where the camera is not the one that was pinned. */
export function holdPin(pin: string, { sha256 }: Certificate): void {
  if (sha256 === pin) return
  throw new StreamFault('certificate', 'the camera shows another key than the one pinned', {
    about: 'certificate',
    known: pin,
    offered: sha256,
  })
}
