/** `npm start` begins here, so that what it does is loaded quickly: see lib/start/run.ts. */
import './lib/quick-imports.ts'
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { layout, USUAL_STATE } from './lib/hubs/layout.ts'

// Whatever else the command line says, or says wrong, is read later.
const { state } = parseArgs({ options: { state: { type: 'string' } }, strict: false }).values
const { installation, compileCache } = layout(typeof state === 'string' ? resolve(state) : USUAL_STATE)
// What an earlier start compiled. Before it is known that a folder is ours, nothing is put there.
if (existsSync(installation)) enableCompileCache(compileCache)
await import('./lib/start/run.ts')
