import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { shell } from './shell.ts'
import { style } from './style.ts'

const entry = fileURLToPath(new URL('browser/main.ts', import.meta.url))

/**
 * The verifier as one file that needs nothing else (design/verification.md): it runs its own program and style, known
 * by their hashes, and may load or call nothing. The same source makes the same bytes.
 */
export async function verifierPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
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
