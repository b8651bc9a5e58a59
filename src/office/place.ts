/** Where an office lives. Every file in `folder` is its own OS user's alone. */
export type OfficePlace = {
  /** 16 bytes, hex: the organisation's site, whose number its keyring bears. */
  readonly site: string
  readonly folder: string
  /** Blobs of the keyring with the keys of shelves. */
  readonly keyring: string
  /** Files with the slots of its shares, one for each custodian. */
  readonly shares: readonly string[]
  /** `office.key`: signs checkpoints; in no backup. */
  readonly signingKey: string
  /** The newest checkpoint that was shown. */
  readonly seen: string
  /** Folder of the PostgreSQL that comes with the program. */
  readonly database: string
  readonly door: string
  /** Sockets at which keepers let their spool be read. */
  readonly spools: readonly string[]
}
