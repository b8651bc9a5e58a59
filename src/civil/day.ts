/** The civil day of `yyyy-mm-dd`, or null where it is no day of the calendar. */
export function civilDay(words: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(words)) return null
  try {
    return Temporal.PlainDate.from(words, { overflow: 'reject' })
  } catch {
    return null
  }
}
