/**
 * Builds the staff app into `.app/` of this clone, once for each state of its sources (design/app.md). Plain JavaScript,
 * because launch.mjs runs it before the program: `node src/web/app/build.mjs [--development]`.
 *
 * `.app/<hash>/` is a whole build or not there: it is written beside and renamed. `.app/current` names the one that the
 * office serves. A crash leaves folders that the next build takes away.
 */
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const app = dirname(fileURLToPath(import.meta.url))
const root = join(app, '..', '..', '..')
const builds = join(root, '.app')
/** What the app is made of: its own sources, the pure code that it shares, and the parts that the lock file pins. */
const sources = ['src/{civil,law,domain,web}/**/*.{ts,tsx,mjs,css,html}', 'package-lock.json']

/** Of everything that a build depends on. */
export function sourceHash(development) {
  const hash = createHash('sha256').update(development ? 'development' : 'production')
  for (const file of globSync(sources, { cwd: root }).toSorted()) {
    if (file.endsWith('.test.ts')) continue
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

const has = folder => globSync('index.html', { cwd: folder }).length === 1

/** The folder of the build of these sources; made now where there is none. `development`: with the page of components. */
export async function builtApp({ development = false } = {}) {
  const hash = sourceHash(development)
  const folder = join(builds, hash)
  if (!has(folder)) await build(folder, development)
  if (!development) {
    const current = join(builds, 'current')
    writeFileSync(`${current}.${process.pid}`, hash)
    renameSync(`${current}.${process.pid}`, current)
  }
  return folder
}

async function build(folder, development) {
  const { build: bundle } = await import('vite')
  const fresh = `${folder}.${process.pid}`
  mkdirSync(builds, { recursive: true })
  await bundle({
    root: app,
    configFile: false,
    logLevel: 'warn',
    define: { COMPONENT_PAGE: JSON.stringify(development) },
    build: {
      outDir: fresh,
      emptyOutDir: true,
      target: 'es2024',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        onwarn: (warning, tell) => {
          // "use client" means something to servers alone.
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') tell(warning)
        },
      },
    },
    plugins: [style(), fonts()],
  })
  try {
    renameSync(fresh, folder)
  } catch (error) {
    // Somebody else built the same in the meantime.
    rmSync(fresh, { recursive: true, force: true })
    if (!has(folder)) throw error
  }
  // An office that runs goes on with the build it began with.
  const kept = [sourceHash(true), sourceHash(false), servedNow()]
  for (const old of globSync('*/', { cwd: builds })) {
    if (!kept.some(hash => old.startsWith(hash))) {
      rmSync(join(builds, old), { recursive: true, force: true })
    }
  }
}

function servedNow() {
  try {
    return readFileSync(join(builds, 'current'), 'utf8')
  } catch {
    return sourceHash(false)
  }
}

/** Tailwind's compiler given every word of our sources: what is no class of its makes nothing. */
function style() {
  const require = createRequire(import.meta.url)
  const sheets = {
    'tailwindcss/theme.css': require.resolve('tailwindcss/theme.css'),
    'tailwindcss/preflight.css': require.resolve('tailwindcss/preflight.css'),
    'tailwindcss/utilities.css': require.resolve('tailwindcss/utilities.css'),
    '@digital-go-jp/tailwind-theme-plugin/v4': require.resolve(
      '@digital-go-jp/tailwind-theme-plugin/v4',
    ),
  }
  return {
    name: 'style',
    enforce: 'pre',
    async transform(code, id) {
      if (!id.endsWith('/app/style.css')) return null
      const { compile } = await import('tailwindcss')
      const { build } = await compile(code, {
        base: app,
        loadStylesheet: async name => ({
          path: sheets[name],
          base: app,
          content: readFileSync(sheets[name], 'utf8'),
        }),
      })
      const words = new Set()
      for (const file of globSync('**/*.{ts,tsx}', { cwd: app })) {
        for (const [word] of readFileSync(join(app, file), 'utf8').matchAll(/[^\s'"`]+/g)) {
          words.add(word)
        }
      }
      return { code: build([...words]), map: null }
    },
  }
}

/**
 * The typeface in about 120 pieces a weight, of which a page loads those whose characters it has. `missing`: characters of
 * names that no piece has; they come from the whole file.
 */
function fonts() {
  const require = createRequire(import.meta.url)
  const folder = dirname(require.resolve('@fontsource/noto-sans-jp/package.json'))
  return {
    name: 'fonts',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('/app/fonts.css')) return null
      return ['400', '700']
        .map(weight => readFileSync(join(folder, `${weight}.css`), 'utf8'))
        .join('\n')
        .replaceAll(/, url\([^)]*\.woff\) format\('woff'\)/g, '')
        .replaceAll('url(./files/', `url(${folder}/files/`)
    },
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await builtApp({ development: process.argv.includes('--development') })
}
