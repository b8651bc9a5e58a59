import { pages } from '../pages.ts'
import { problems } from '../problem.ts'
import { type Route, route } from '../route.ts'

/** The staff app: a shell for every page, the same for whoever comes, and what it is made of. */
export const pageRoutes: readonly Route[] = [
  ...pages.map(path =>
    route({
      method: 'GET',
      path,
      who: 'anybody',
      isStill: true,
      says: '事務室の画面の枠。中身は入ってから読む',
      does: async ({ rooms }) =>
        rooms.app ? { shell: rooms.app.shell } : { problem: problems.notBuilt },
    }),
  ),
  route({
    method: 'GET',
    path: '/assets/{name}',
    who: 'anybody',
    isStill: true,
    says: '画面の部品。名前が中身で決まり、変わらない',
    does: async ({ rooms, path }) => {
      const asset = await rooms.app?.asset(path('name'))
      return asset ? { asset } : { problem: problems.notThere }
    },
  }),
]
