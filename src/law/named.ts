/** A ground as clerks write it: full-width or not, with or without spaces, by its number or its other names. */
export function named<G extends { readonly code: string; readonly alsoCalled: readonly string[] }>(
  grounds: readonly G[],
  words: string,
): G | undefined {
  const wanted = plain(words)
  return grounds.find(({ code, alsoCalled }) =>
    [code, ...alsoCalled].some(name => plain(name) === wanted),
  )
}

const plain = (words: string): string => words.normalize('NFKC').replace(/\s/g, '')
