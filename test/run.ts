/** `npm test`: style and lint, types, then every test. Arguments choose test files instead. */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = join(root, 'node_modules', '.bin')

function step(command: string, ...args: string[]): void {
  const { status } = spawnSync(join(bin, command), args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

const chosen = process.argv.slice(2)
if (chosen.length === 0) {
  step('biome', 'check', '--error-on-warnings')
  step('tsc', '--noEmit', '-p', '.')
  step('tsc', '--noEmit', '-p', 'src/verifier/browser')
  step('tsc', '--noEmit', '-p', 'src/web/app')
}
step(
  'node',
  '--test',
  '--test-concurrency=2',
  '--test-timeout=900000',
  ...(chosen.length > 0 ? chosen : ['src/**/*.test.ts', 'test/**/*.test.ts']),
)
