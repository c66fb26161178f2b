import { existsSync, readdirSync } from 'node:fs'
import { releaseOrphan } from '@amparo/testing/platform'
import { GROUPS } from './groups.ts'
import type { Layout } from './layout.ts'

/**
 * Ends what a start that was killed outright has left running: its ports would be taken and its files in use. Throws if a
 * start that lives owns any of it.
 */
export async function releaseOrphans(layout: Layout): Promise<void> {
  const hubs = existsSync(layout.hubs) ? readdirSync(layout.hubs) : []
  for (const hub of hubs) {
    const paths = layout.hub(hub)
    await Promise.all(Object.keys(GROUPS).map(group => releaseOrphan(paths.run, `${hub}-${group}`)))
    await releaseOrphan(paths.nats, 'nats')
  }
  await releaseOrphan(layout.postgres, 'postgres')
}
