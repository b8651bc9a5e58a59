import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** The staff app as it was built. It holds nothing of anybody's: whoever comes may load it. */
export type AppFiles = {
  readonly shell: Uint8Array
  /** null: no file of the build. */
  asset(name: string): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string } | null>
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.svg': 'image/svg+xml',
}

/** A build (`app/build.mjs`), read once: its names hold the hashes of what they name. */
export function appFiles(folder: string): AppFiles {
  const assets = join(folder, 'assets')
  const names = new Set(readdirSync(assets))
  return {
    shell: readFileSync(join(folder, 'index.html')),
    async asset(name) {
      const mediaType = mediaTypes[extname(name)]
      if (!names.has(name) || !mediaType) return null
      return { bytes: await readFile(join(assets, name)), mediaType }
    },
  }
}

/** The build that launch.mjs made; null: none, as in a clone that nobody launched. */
export function currentApp(root: string): AppFiles | null {
  try {
    const builds = join(root, '.app')
    return appFiles(join(builds, readFileSync(join(builds, 'current'), 'utf8')))
  } catch {
    return null
  }
}
