import type { Bindings } from '../binding.ts'

export const hokuto: Bindings = {}
