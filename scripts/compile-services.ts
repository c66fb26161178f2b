/** Loads what the services consist of and keeps it compiled, for the processes that will run them: see lib/hubs/compile.ts. */

import { flushCompileCache } from 'node:module'
import { SERVICES } from '@amparo/contracts'
import { keepResolved } from './lib/quick-imports.ts'

process.on('disconnect', () => process.exit())
await Promise.all(SERVICES.map(name => import(`../services/${name}/src/main.ts`)))
flushCompileCache()
keepResolved()
process.exit()
