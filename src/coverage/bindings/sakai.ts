import type { Bindings } from '../binding.ts'

export const sakai: Bindings = {}
