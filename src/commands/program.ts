import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The clone this program runs from; it stays where it is, also as a service. */
export const program = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
export const mainFile = join(program, 'src', 'main.ts')
