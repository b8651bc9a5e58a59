import type { Bindings } from '../binding.ts'

export const kai: Bindings = {}
