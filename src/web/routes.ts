import type { Route } from './route.ts'
import { actRoutes } from './routes/acts.ts'
import { credentialRoutes } from './routes/credentials.ts'
import { entranceRoutes } from './routes/entrance.ts'
import { thingRoutes } from './routes/reads.ts'

/** Every route there is, with who may call it (design/web.md). None yields pictures or keys. */
export const routes: readonly Route[] = [
  ...entranceRoutes,
  ...credentialRoutes,
  ...thingRoutes,
  ...actRoutes,
]
