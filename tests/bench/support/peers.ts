import { existsSync } from 'node:fs'
import { installPeers } from './install-peers.ts'

const FOLDER = new URL('../redactors/', import.meta.url)

/** A redactor of somebody else: it answers either what it found or the text without it. */
export interface Peer {
  readonly name: string
  ranges?(text: string): Promise<readonly { readonly start: number; readonly end: number }[]>
  redact?(text: string): string
}

/** Those in tests/bench/redactors, which have a lockfile of their own: the product does not install them. They are fetched at the first call. */
export async function loadPeers(gone: string): Promise<readonly Peer[]> {
  if (!existsSync(new URL('node_modules/.package-lock.json', FOLDER))) installPeers('redactors', FOLDER)
  // Found at run time: the types of what may not be installed are not asked for.
  const { peers }: { peers(gone: string): readonly Peer[] } = await import(new URL('peers.mjs', FOLDER).href)
  return peers(gone)
}
