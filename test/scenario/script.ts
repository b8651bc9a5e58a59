import type { TestContext } from 'node:test'

/**
 * A script is a row of sentences, each with what it does. Where one does not come true the rest is not tried: it would
 * only say so again.
 */
export function scriptOf(t: TestContext) {
  return async (sentence: string, happens: () => Promise<unknown>): Promise<void> => {
    let broken: { readonly error: unknown } | null = null
    await t.test(sentence, async () => {
      await happens().catch(error => {
        broken = { error }
        throw error
      })
    })
    if (broken) throw new Error(`ここで止まりました: ${sentence}`)
  }
}
