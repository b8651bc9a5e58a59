import { wrongRows } from '#acts/book.ts'
import type { World } from '#acts/world.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { printedBook } from '#registers/printed-book.ts'
import type { Finding } from './finding.ts'
import type { RegisterPage } from './register-page.ts'

/**
 * The lines of a page written anew from what happened, as the rule document's form has them. Number '' is the form
 * itself: its title or its heads. Without the rule document no line stands; people are called as the acts call them.
 */
export function wrongLines(page: RegisterPage, world: World, profile: Profile | null): Finding[] {
  const line = (number: string): Finding => ({
    kind: 'line',
    place: { register: page.register, number },
  })
  const all = page.book.rows.map(({ margin }) => line(margin))
  const register = profile?.registers.list.find(({ id }) => id === page.register)
  if (!profile || !register) return [line(''), ...all]
  try {
    const { title, heads, formName, mark } = printedBook(register, [])
    const form = [title, formName, mark, heads.map(({ name, within }) => [name, within])]
    const { book } = page
    const printed = [
      book.title,
      book.formName,
      book.mark,
      book.heads.map(({ name, within }) => [name, within]),
    ]
    const same = JSON.stringify(form) === JSON.stringify(printed)
    return [
      ...(same ? [] : [line('')]),
      ...wrongRows(world, profile, register, String, book).map(line),
    ]
  } catch {
    // What happened is no life of anything that the deciders know: nothing can be written from it.
    return all
  }
}
