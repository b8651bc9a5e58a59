import type { Route } from './route.ts'
import { actRoutes } from './routes/acts.ts'
import { credentialRoutes } from './routes/credentials.ts'
import { entranceRoutes } from './routes/entrance.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { paperRoutes } from './routes/papers.ts'
import { thingRoutes } from './routes/reads.ts'
import { registerRoutes } from './routes/registers.ts'
import { signingRoutes } from './routes/signing.ts'
import { workRoutes } from './routes/work.ts'

/** Every route there is, with who may call it (design/web.md). None yields pictures or keys. */
export const routes: readonly Route[] = [
  ...entranceRoutes,
  ...credentialRoutes,
  ...signingRoutes,
  ...workRoutes,
  ...registerRoutes,
  ...ledgerRoutes,
  ...paperRoutes,
  ...thingRoutes,
  ...actRoutes,
]
