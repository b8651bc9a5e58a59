import type { z } from 'zod'
import type { Present } from '#desk/presence.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Problem } from './problem.ts'
import type { Rooms } from './rooms.ts'

/** Who may call: anybody, whoever has signed in, or who holds one of these posts. */
export type Who = 'anybody' | 'signedIn' | readonly Post[]

/** What a handler is given. Who calls was settled before. */
export type Call<Body = unknown> = {
  readonly rooms: Rooms
  /** The table itself. */
  readonly routes: readonly Route[]
  /** Words in the path, by their names. */
  readonly path: (name: string) => string
  readonly query: (name: string) => string | undefined
  readonly body: Body
  /** The request's bytes, where the route takes a file. */
  readonly bytes: () => Promise<Uint8Array>
  readonly header: (name: string) => string | undefined
  readonly address: string
  /** What the browser was marked with. */
  readonly device: string | null
  /** Throws where the route is for anybody. */
  readonly present: Present
  readonly maybePresent: Present | null
}

/** What a handler answers: JSON, a file, a page, or a problem; a session may begin or end with it. */
export type Answer =
  | {
      readonly json: unknown
      readonly status?: 200 | 201 | 202
      readonly session?: string | null
      readonly device?: string
    }
  /** A picture of a session, drawn; it is kept nowhere. */
  | { readonly picture: Uint8Array; readonly captureUs: number; readonly number: number }
  | { readonly file: Uint8Array; readonly mediaType: string; readonly name: string }
  /** The page in which the staff app runs. */
  | { readonly shell: Uint8Array }
  /** A part of the app, kept for ever under its name. */
  | { readonly asset: { readonly bytes: Uint8Array; readonly mediaType: string } }
  | { readonly problem: Problem; readonly retryAfterS?: number }

/** One line of the table. What has none does not exist. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Words in braces are the caller's. */
  readonly path: string
  readonly who: Who
  /** Only from a session that began before an enrolled screen. */
  readonly terminal: boolean
  /** Whether an answer may hold pictures. None ever holds a key. */
  readonly yields: 'nothing' | 'pictures'
  readonly says: string
  /** The same for whoever comes: nobody is asked for, and nobody's session goes on by it. */
  readonly isStill: boolean
  readonly body: z.ZodType | null
  /** A file instead of JSON: at most so many bytes. */
  readonly fileBytes?: number
  readonly does: (call: Call) => Promise<Answer>
}

type Given<Body> = Pick<Route, 'method' | 'path' | 'who' | 'says'> & {
  readonly terminal?: boolean
  readonly yields?: Route['yields']
  readonly isStill?: boolean
  readonly body?: z.ZodType<Body>
  readonly fileBytes?: number
  readonly does: (call: Call<Body>) => Promise<Answer>
}

export const route = <Body>({ does, ...given }: Given<Body>): Route => ({
  terminal: false,
  isStill: false,
  yields: 'nothing',
  body: null,
  ...given,
  does: does as Route['does'],
})
