import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Profile } from '#law/vocabulary/profile.ts'
import { shell } from './shell.ts'
import { style } from './style.ts'

const entry = fileURLToPath(new URL('browser/main.ts', import.meta.url))

/**
 * The verifier as one file that needs nothing else (design/verification.md): it runs its own program and style, known
 * by their hashes, and may load or call nothing. `profiles`: the rule documents by which it asks the deciders again.
 * The same source makes the same bytes.
 */
export async function verifierPage(profiles: readonly Profile[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    define: { profilesHeld: JSON.stringify(profiles) },
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2024',
    minify: true,
    charset: 'utf8',
    legalComments: 'inline',
    logLevel: 'silent',
  })
  // A closing tag inside a text of the program would end it.
  const program = outputFiles[0]!.text.replaceAll('</script', '<\\/script')
  const policy = [
    `default-src 'none'`,
    `script-src '${hashOf(program)}'`,
    `style-src '${hashOf(style)}'`,
    'worker-src blob:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ')
  return shell(policy, style, program)
}

const hashOf = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`
