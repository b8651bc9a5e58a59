/** Where a server listens: a folder with its socket, or a host. */
export type Address = {
  readonly host: string
  readonly port: number
  readonly database: string
  /** Who logs in; the connection then takes the role on. Left out: the role itself. */
  readonly user?: string
  readonly password?: string
  /** Over TLS, with a certificate that this machine trusts. */
  readonly tls?: boolean
}
