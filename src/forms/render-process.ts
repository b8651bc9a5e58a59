import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'

/**
 * Draws forms and nothing else: no keys, no environment, no network; it reads the templates and the typeface.
 * Started by `renderer.ts` alone, which ends it after so many forms.
 */
type Compiler = {
  pdf(source: object, options: object): Uint8Array
  evictCache(age: number): void
}
export type Drawing = { readonly template: string; readonly json: string }
export type Drawn = { readonly pdf: string } | { readonly failed: string }

const load = createRequire(import.meta.url)
const fonts = join(load.resolve('@expo-google-fonts/noto-sans-jp/package.json'), '..')
const { NodeCompiler } = load(
  `@myriaddreamin/typst-ts-node-compiler-${process.platform}-${process.arch}-gnu`,
) as { NodeCompiler: { create(options: object): Compiler } }
const workspace = join(import.meta.dirname, 'templates')
const compiler = NodeCompiler.create({
  workspace,
  fontArgs: [{ fontPaths: [join(fonts, '400Regular'), join(fonts, '700Bold')] }],
})

process.on('message', ({ template, json }: Drawing) => process.send!(drawn(template, json)))
process.on('disconnect', () => process.exit(0))

function drawn(template: string, json: string): Drawn {
  const source = { mainFilePath: join(workspace, `${template}.typ`), inputs: { data: json } }
  try {
    // A-2a: embedded fonts, Unicode text and tags.
    const pdf = compiler.pdf(source, { pdfStandard: 'a-2a', pdfTags: true })
    return { pdf: Buffer.from(pdf).toString('base64') }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  } finally {
    compiler.evictCache(0)
  }
}
