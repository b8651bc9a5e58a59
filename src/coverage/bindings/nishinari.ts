import type { Bindings } from '../binding.ts'

export const nishinari: Bindings = {}
