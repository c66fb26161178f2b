import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { removePostgres } from '@amparo/testing/platform'
import type { Layout } from './layout.ts'
import { releaseOrphans } from './orphans.ts'

/** Removes all that was stored, keys and users included. What it leaves is no data: the compile cache and the lock. */
export async function removeAll(layout: Layout): Promise<void> {
  await releaseOrphans(layout)
  await removePostgres(layout.postgres)
  for (const path of [layout.hubs, dirname(layout.installation)]) rmSync(path, { recursive: true, force: true })
}
