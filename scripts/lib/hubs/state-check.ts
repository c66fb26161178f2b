import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { SERVICES } from '@amparo/contracts'
import { PlatformError, unusable } from '@amparo/testing/platform'
import { environmentOf, type Places } from './environment.ts'
import type { Installation, InstalledHub } from './installation.ts'
import { keyStoreDir } from './keys.ts'
import type { Layout } from './layout.ts'

const MB = 1024 ** 2
/** A new state folder takes about 90 MB, most of it PostgreSQL's; the rest is room to work. */
const FIRST_START = 250 * MB
const LATER_START = 50 * MB

/** Throws in words for a person if what stands in the folder does not belong together. Writes nothing. */
export function checkState(layout: Layout, known: Installation | undefined): void {
  const data = existsSync(join(layout.postgres, 'data', 'PG_VERSION'))
  if (!known && data) throw unusable(`${layout.root} holds a database, but ${layout.installation} is gone.`)
  if (known && !data && existsSync(layout.databaseMade))
    throw unusable(`The database in ${layout.postgres} is gone, and with it what was stored.`)
}

/** Throws if the folder is somebody's for another purpose: nothing may be put there, and nothing removed. */
export function checkOurs(layout: Layout): void {
  if (!existsSync(layout.root) || existsSync(layout.installation)) return
  const strange = readdirSync(layout.root).find(name => !OURS.test(name))
  if (strange === undefined) return
  const text = `${layout.root} holds something else (${strange}). Name a folder that is new or empty: --state FOLDER`
  throw new PlatformError('DATA_UNUSABLE', text)
}

/** All that a state folder has at its top, what tests of older versions left there, and what a file system puts there. */
const OURS = /^(cache|cache-of-tests|hubs|installation|lock(\.\d+)?|postgres|lost\+found)$/

/**
 * Throws if a key or a settings file of the hub has gone. Services would refuse to start, or, worse, draw a new key and find all
 * that was stored under the old one unreadable.
 */
export function checkKeys(places: Places, hub: InstalledHub): void {
  const store = keyStoreDir(places.layout.hub(hub.hub))
  const inStore = [keyEncryptionKeyIn(store), 'seal.openpgp', 'sign.openpgp']
  const agencies = hub.agencies.map(({ agencyId }) => `agency-${agencyId}.openpgp`)
  const settings = SERVICES.flatMap(service => Object.entries(environmentOf(places, hub, service)))
  // A seed that is missing is drawn anew with the server's configuration: nothing is stored under it.
  const named = settings.filter(([name]) => name.endsWith('_FILE') && name !== 'AMPARO_NATS_SEED_FILE')
  const files = [...named.map(([, path]) => path), ...[...inStore, ...agencies].map(name => join(store, name))]
  const missing = files.find(file => !(statSync(file, { throwIfNoEntry: false })?.size ?? 0))
  if (missing !== undefined) throw unusable(`${missing} is missing or empty: without it, ${hub.hub} cannot go on.`)
}

/** The first one stays until keys have been changed; then there are others, and which of them are needed the service checks. */
function keyEncryptionKeyIn(store: string): string {
  const names = existsSync(store) ? readdirSync(store) : []
  return names.find(name => name.startsWith('key-encryption-key')) ?? 'key-encryption-key'
}

/** Throws if the disk has not the room that a start needs. */
export function checkRoom(layout: Layout, known: Installation | undefined): void {
  const free = freeBytes(layout.root)
  const need = known ? LATER_START : FIRST_START
  if (free >= need) return
  const [has, needs] = [free, need].map(bytes => Math.floor(bytes / MB))
  throw new PlatformError('DISK_FULL', `The disk of ${layout.root} has ${has} MB free, and ${needs} MB are needed.`)
}

/** Whether that is why a process could not go on. Its log could not be written either. */
export const isFull = (layout: Layout): boolean => freeBytes(layout.root) < MB

function freeBytes(path: string): number {
  const { bavail, bsize, blocks } = statfsSync(path)
  // Some file systems do not tell.
  return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize
}
