/** Files by their place below the folder in which `ledger.json` lies; single files by their names. */
export function placed(files: readonly (readonly [string, File])[]): Map<string, File> {
  const headings = files
    .map(([path]) => path)
    .filter(path => path === 'ledger.json' || path.endsWith('/ledger.json'))
    .toSorted((one, other) => one.length - other.length)
  const folder = headings[0]?.slice(0, -'ledger.json'.length) ?? ''
  return new Map(
    files
      .filter(([path]) => path.startsWith(folder))
      .map(([path, file]) => [path.slice(folder.length), file]),
  )
}

export const chosen = (list: FileList): Map<string, File> =>
  placed([...list].map(file => [file.webkitRelativePath || file.name, file] as const))

/** Everything that was dropped, folders with what is in them. */
export async function dropped(items: DataTransferItemList): Promise<Map<string, File>> {
  const entries = [...items].map(item => item.webkitGetAsEntry()).filter(entry => entry !== null)
  const found: [string, File][] = []
  for (const entry of entries) await collect(entry, found)
  return placed(found)
}

async function collect(entry: FileSystemEntry, found: [string, File][]): Promise<void> {
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File>((take, fail) => entry.file(take, fail))
    found.push([entry.fullPath.replace(/^\//, ''), file])
    return
  }
  if (!(entry instanceof FileSystemDirectoryEntry)) return
  const reader = entry.createReader()
  // A call gives at most a hundred; an empty one is the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((take, fail) =>
      reader.readEntries(take, fail),
    )
    if (some.length === 0) return
    for (const one of some) await collect(one, found)
  }
}
