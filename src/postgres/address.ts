/** Where a server listens: a folder with its socket, or a host. */
export type Address = {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly password?: string
}
