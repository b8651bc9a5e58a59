import type { Bindings } from '../binding.ts'

export const kawasaki: Bindings = {}
