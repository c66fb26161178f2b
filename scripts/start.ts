/** `npm start` begins here, so that what it does is loaded quickly: see lib/start/run.ts. */
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { givenPath } from './lib/given-path.ts'
import { bundleFolder } from './lib/hubs/bundle-folder.ts'
import { layout, USUAL_STATE } from './lib/hubs/layout.ts'

// Whatever else the command line says, or says wrong, is read later.
const { state } = parseArgs({ options: { state: { type: 'string' } }, strict: false }).values
const { installation, compileCache } = layout(typeof state === 'string' ? givenPath(state) : USUAL_STATE)
// What an earlier start bundled and compiled. Before it is known that a folder is ours, nothing is put there or taken from it.
const isOurs = existsSync(installation)
if (isOurs) enableCompileCache(compileCache)
const bundle = bundleFolder(compileCache)
const bundled = join(bundle, 'start.mjs')
const { run }: typeof import('./lib/start/run.ts') =
  isOurs && existsSync(bundled) ? await import(pathToFileURL(bundled).href) : await import('./lib/start/run.ts')
await run(bundle)
