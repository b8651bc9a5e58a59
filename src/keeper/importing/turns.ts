/** Works on one thing of a name at a time, in the order of asking. */
export type Turns = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>

export function openTurns(): Turns {
  const last = new Map<string, Promise<void>>()
  return async (name, work) => {
    const before = last.get(name)
    const { promise, resolve } = Promise.withResolvers<void>()
    last.set(name, promise)
    try {
      await before
      return await work()
    } finally {
      if (last.get(name) === promise) last.delete(name)
      resolve()
    }
  }
}
