import { existsSync } from 'node:fs'
import type { Decider, Rules } from './grants.ts'
import { installPeers } from './install-peers.ts'

const FOLDER = new URL('../deciders/', import.meta.url)

/** Those in tests/bench/deciders, which have a lockfile of their own: the product does not install them. */
export async function loadDeciders(rules: Rules): Promise<readonly Decider[]> {
  if (!existsSync(new URL('node_modules/.package-lock.json', FOLDER))) installPeers('policy engines', FOLDER)
  // Found at run time: the types of what may not be installed are not asked for.
  const { peers }: { peers(rules: Rules): Promise<readonly Decider[]> } = await import(
    new URL('peers.mjs', FOLDER).href
  )
  return peers(rules)
}
