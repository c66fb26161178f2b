import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const portal = fileURLToPath(new URL('../..', import.meta.url))

export const PROJECT = join(portal, '../..')

export const WEB = join(portal, 'web')
export const DIST = join(portal, 'dist')
/** What was built last, and from what. */
export const MANIFEST = join(DIST, 'manifest.json')
