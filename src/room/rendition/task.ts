import { once } from 'node:events'
import { Socket } from 'node:net'
import type { FilmForgotten, FilmHead, PictureAsked } from '#rendition/film.ts'
import { type Message, messageHead, toRoom } from '#rendition/message.ts'
import { MessageReader } from '#rendition/message-reader.ts'
import { Film } from './film.ts'

/** Where the keeper speaks. */
const keeperDescriptor = 3

type Said = FilmHead | PictureAsked | FilmForgotten

/**
 * Draws pictures for one session: takes minutes of footage, answers each question with a JPEG or with none. Ends with the
 * line. It says a dot for each answer on standard output, so that whoever started it sees it is not going round in circles.
 */
export async function renditionTask(): Promise<void> {
  const keeper = new Socket({ fd: keeperDescriptor, readable: true, writable: true })
  keeper.on('error', () => process.exit(0))
  const reader = new MessageReader(toRoom)
  const films = new Map<string, Film>()
  for await (const bytes of keeper) {
    for (const message of reader.read(bytes)) {
      const answer = answerTo(films, message as Message<Said>)
      if (!answer) continue
      const { jpeg } = answer
      keeper.write(messageHead({ say: jpeg ? 'picture' : 'none' }, jpeg?.length ?? 0))
      if (jpeg && !keeper.write(jpeg)) await once(keeper, 'drain')
      process.stdout.write('.\n')
    }
  }
  process.exit(0)
}

function answerTo(
  films: Map<string, Film>,
  { head, body }: Message<Said>,
): { readonly jpeg: Uint8Array | null } | null {
  switch (head.say) {
    case 'film':
      films.get(head.film)?.close()
      films.set(head.film, new Film(head, body))
      return null
    case 'forget':
      films.get(head.film)?.close()
      films.delete(head.film)
      return null
    case 'picture':
      return { jpeg: films.get(head.film)?.draw(head) ?? null }
  }
}
