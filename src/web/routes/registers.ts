import { problems } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { lookers } from '../who.ts'

const yearIn = (text: string | undefined): number | null | undefined =>
  text === undefined || text === '' ? null : /^\d{4}$/.test(text) ? Number(text) : undefined

/** The document's registers, by fiscal year. */
export const registerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/registers',
    who: lookers,
    says: '帳簿の一覧',
    does: async ({ rooms }) => ({ json: { registers: await rooms.registers.list() } }),
  }),
  route({
    method: 'GET',
    path: '/api/registers/{register}',
    who: lookers,
    says: '帳簿の行。year は年度、words は探す言葉',
    does: async ({ rooms, path, query }) => {
      const register = await rooms.registers.named(path('register'))
      if (!register) return { problem: problems.notThere }
      const year = yearIn(query('year'))
      if (year === undefined) return { problem: problems.unreadable }
      return { json: await rooms.registers.show(register, year, query('words') ?? '') }
    },
  }),
  route({
    method: 'GET',
    path: '/api/registers/{register}/{year}/page',
    who: lookers,
    says: '外の人が確かめられる一年度分（証明つき）',
    does: async ({ rooms, path }) => {
      const register = await rooms.registers.named(path('register'))
      const year = yearIn(path('year'))
      if (!register || !year) return { problem: problems.notThere }
      const page = await rooms.registers.page(register, year)
      const file = new TextEncoder().encode(JSON.stringify(page))
      return { file, mediaType: 'application/json', name: `${register.title}-${year}.json` }
    },
  }),
]
