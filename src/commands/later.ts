import type { Command } from './command.ts'

/**
 * A command whose code is loaded when it is called. The keeper starts from the same command table, and nothing
 * that speaks to a database or comes from npm may be in the memory where its keys are.
 */
export const later = (
  described: Pick<Command, 'name' | 'usage' | 'summary'>,
  load: () => Promise<Command['run']>,
): Command => ({
  ...described,
  run: async (args, terminal) => (await load())(args, terminal),
})
