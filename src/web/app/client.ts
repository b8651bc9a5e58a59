import type { CommandOf, Kind } from '#acts/kinds.ts'
import type { ActedAnswer, PendingAnswer } from '#web/answers.ts'
import type { Problem } from '#web/problem.ts'
import type { WordsOf } from '#web/said/asked.ts'

/** The office said no, or could not be reached; what it says is for people. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

const unreachable: Problem = {
  type: 'urn:tachiai:problem:unreachable',
  title: 'つながりません',
  status: 0,
  detail: '事務室の機械と話せません。送ったことが記録されたかどうかは、まだ分かりません',
  next: '電源とケーブルを確かめ、少し待ってからもう一度開き、記録を見てから行ってください',
}

const broken: Problem = {
  type: 'urn:tachiai:problem:page',
  title: '故障です',
  status: 0,
  detail: 'この画面で思いがけない故障が起きたか、画面が新しくなりました',
  next: 'この画面を開き直してください。続くときは設置者に知らせてください',
}

export const problemIn = (error: unknown): Problem | null =>
  error === null || error === undefined ? null : error instanceof Refused ? error.problem : broken

export type Answered<T> = { readonly status: number; readonly json: T }

export type Sending = {
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** One call of the table. Throws Refused for every answer that is none. */
export async function call<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object | Blob,
  sending: Sending = {},
): Promise<Answered<T>> {
  const answer = await answerOf(method, path, body, sending)
  const json = await answer.json().catch(() => {
    throw new Refused(unreachable)
  })
  return { status: answer.status, json }
}

/** The answer as it came; a picture, or words. */
export async function answerOf(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body: object | Blob | undefined,
  { headers = {}, signal }: Sending = {},
): Promise<Response> {
  const isFile = body instanceof Blob
  if (leadsAstray(path)) throw new Refused(broken)
  const kind = isFile ? 'application/octet-stream' : 'application/json'
  const answer = await fetch(path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': kind }) },
    ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch(() => {
    throw new Refused(unreachable)
  })
  if (answer.ok) return answer
  const json = await answer.json().catch(() => null)
  throw new Refused(json?.detail ? json : unreachable)
}

/** Whether a browser would call another place than stands there: a word in a link that somebody sent may be `..`. */
const leadsAstray = (path: string): boolean =>
  new URL(path, window.location.origin).pathname !== path.split('?')[0]

export const read = async <T>(path: string): Promise<T> => (await call<T>('GET', path)).json

/** Words of a path as they are written in one. */
export const pathOf = (...words: readonly string[]): string =>
  `/${words.map(encodeURIComponent).join('/')}`

export type Outcome = { readonly acted: ActedAnswer } | { readonly pending: PendingAnswer }

/** One command of one kind, its words exactly those that the table takes. */
export async function act<K extends Kind, Type extends CommandOf<K>['type']>(
  kind: K,
  ids: readonly string[],
  type: Type,
  words: WordsOf<K, Type>,
): Promise<Outcome> {
  const path = pathOf('api', 'acts', kind, ...ids, type)
  const { status, json } = await call<ActedAnswer & PendingAnswer>('POST', path, words as object)
  return status === 202 ? { pending: json } : { acted: json }
}

/** A file that the office gives out, saved by the browser. */
export async function download(path: string, name: string): Promise<void> {
  if (leadsAstray(path)) throw new Refused(broken)
  const answer = await fetch(path)
  if (!answer.ok) throw new Refused(await answer.json().catch(() => unreachable))
  const url = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
