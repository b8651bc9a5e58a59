/**
 * The disk as the keeper may use it: what a call says is durable is on the medium when it returns.
 *
 * Files are opened with O_DSYNC, because Node's permission model (in force in the keeper) refuses
 * fsync and fdatasync; a write through O_DSYNC is the same promise made by the kernel.
 * What the permission model refuses altogether (syncing a directory, punching a hole) is done by a
 * `Steward`: the keyless parent process, or this process itself where no permission model is in force.
 *
 * A rejected write may or may not have reached the disk, in part or whole: the caller treats the file
 * as ended there and never writes the same place with other bytes under the same key.
 */
export interface Disk {
  /** Creates a file that must not exist yet (EEXIST), mode 0600; its name is durable after `syncDirectory` of its folder. */
  create(path: string): Promise<DurableFile>
  /** Opens an existing file for writing in place. */
  open(path: string): Promise<DurableFile>
  makeDirectory(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  syncDirectory(path: string): Promise<void>
  /** Gives the blocks of a range back to the file system; `overwritten` where it can only write zeros over them. */
  release(path: string, offset: number, length: number): Promise<'punched' | 'overwritten'>
  read(path: string): Promise<Buffer>
  /** Reads up to `length` bytes; shorter only at the end of the file. */
  readAt(path: string, offset: number, length: number): Promise<Buffer>
  /** Names in a folder, sorted; [] where there is none. */
  list(path: string): Promise<readonly string[]>
  size(path: string): Promise<number>
}

export interface DurableFile {
  readonly path: string
  /** Writes all bytes at `position` and returns when they are on the medium; a short write rejects. */
  write(bytes: Uint8Array | readonly Uint8Array[], position: number): Promise<void>
  close(): Promise<void>
}

export interface Steward {
  syncDirectory(path: string): Promise<void>
  /** Rejects where the file system cannot punch. */
  punch(path: string, offset: number, length: number): Promise<void>
}
