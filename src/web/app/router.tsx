import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import type { Page } from '#web/pages.ts'
import { Frame } from './frame.tsx'
import { queries } from './queries.ts'
import { sessionQuery } from './session.ts'
import { Broken, Loading, NotThere } from './states.tsx'

type Screen = {
  readonly load: () => Promise<object>
  readonly name: string
  /** Whether it is shown to whoever comes. */
  readonly isOpen?: boolean
}

/** Each page of the table with its screen, read when it is first gone to. */
const screens: Readonly<Record<Page, Screen>> = {
  '/': { load: () => import('./screens/today.tsx'), name: 'Today' },
  '/sign-in': { load: () => import('./screens/sign-in.tsx'), name: 'SignIn', isOpen: true },
  '/set-password': {
    load: () => import('./screens/set-password.tsx'),
    name: 'SetPassword',
    isOpen: true,
  },
  '/first': { load: () => import('./first/first-person.tsx'), name: 'FirstPerson', isOpen: true },
  '/setup': { load: () => import('./first/setup.tsx'), name: 'Setup' },
  '/screen': { load: () => import('./screens/own-screen.tsx'), name: 'OwnScreen', isOpen: true },
  '/keys': { load: () => import('./screens/keys.tsx'), name: 'Keys' },
  '/credentials': { load: () => import('./screens/credentials.tsx'), name: 'Credentials' },
  '/requests': { load: () => import('./screens/requests.tsx'), name: 'Requests' },
  '/requests/new': { load: () => import('./screens/new-request.tsx'), name: 'NewRequest' },
  '/requests/{id}': { load: () => import('./screens/request.tsx'), name: 'Request' },
  '/registers': { load: () => import('./screens/registers.tsx'), name: 'Registers' },
  '/registers/{id}': { load: () => import('./screens/register.tsx'), name: 'Register' },
  '/cameras': { load: () => import('./screens/cameras.tsx'), name: 'Cameras' },
  '/document/amend': { load: () => import('./screens/amend.tsx'), name: 'Amend' },
  '/document': { load: () => import('./screens/document.tsx'), name: 'Document' },
  '/requests/{id}/viewing': { load: () => import('./screens/viewing.tsx'), name: 'Viewing' },
  '/requests/{id}/viewings/{number}': {
    load: () => import('./screens/viewing-line.tsx'),
    name: 'ViewingLine',
  },
  '/books': { load: () => import('./screens/books.tsx'), name: 'Books' },
  '/books/{book}': { load: () => import('./screens/book.tsx'), name: 'Book' },
  '/books/{book}/{id}': { load: () => import('./screens/book-line.tsx'), name: 'BookLine' },
  '/people': { load: () => import('./screens/people.tsx'), name: 'People' },
  '/meetings': { load: () => import('./screens/meetings.tsx'), name: 'Meetings' },
  '/requests/{id}/witnesses': { load: () => import('./screens/gathering.tsx'), name: 'Gathering' },
  '/come': { load: () => import('./screens/come.tsx'), name: 'Come', isOpen: true },
}

const root = createRootRoute({ component: Frame, notFoundComponent: NotThere })

const within = async () => {
  if (!(await queries.ensureQueryData(sessionQuery))) throw redirect({ to: '/sign-in' })
}

const routeOf = (path: string, { load, name, isOpen = false }: Screen) =>
  createRoute({
    getParentRoute: () => root,
    path: path.replaceAll(/\{(\w+)\}/g, '$$$1'),
    component: lazyRouteComponent(load as never, name as never),
    ...(isOpen ? {} : { beforeLoad: within }),
  })

/** For tests and for whoever builds screens: every component in every state. */
const ofComponents = COMPONENT_PAGE
  ? [
      routeOf('/components', {
        load: () => import('./component-page.tsx'),
        name: 'ComponentPage',
        isOpen: true,
      }),
    ]
  : []

export const router = createRouter({
  routeTree: root.addChildren([
    ...Object.entries(screens).map(([path, screen]) => routeOf(path, screen)),
    ...ofComponents,
  ]),
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
  scrollRestoration: true,
})
