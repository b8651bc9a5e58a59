import type { Route } from './route.ts'
import { actRoutes } from './routes/acts.ts'
import { amendingRoutes } from './routes/amending.ts'
import { caseRoutes } from './routes/cases.ts'
import { credentialRoutes } from './routes/credentials.ts'
import { entranceRoutes } from './routes/entrance.ts'
import { gatheringRoutes } from './routes/gatherings.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { pageRoutes } from './routes/pages.ts'
import { paperRoutes } from './routes/papers.ts'
import { thingRoutes } from './routes/reads.ts'
import { registerRoutes } from './routes/registers.ts'
import { showingRoutes } from './routes/showings.ts'
import { signingRoutes } from './routes/signing.ts'
import { workRoutes } from './routes/work.ts'

/** Every route there is, with who may call it (design/web.md). One yields pictures, none a key. */
export const routes: readonly Route[] = [
  ...pageRoutes,
  ...entranceRoutes,
  ...credentialRoutes,
  ...signingRoutes,
  ...showingRoutes,
  ...workRoutes,
  ...amendingRoutes,
  ...caseRoutes,
  ...registerRoutes,
  ...ledgerRoutes,
  ...paperRoutes,
  ...thingRoutes,
  ...actRoutes,
  ...gatheringRoutes,
]
