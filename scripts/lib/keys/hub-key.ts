import { existsSync, readFileSync, renameSync } from 'node:fs'
import type { DirectoryStatement } from '@amparo/contracts'
import {
  certificateName,
  type FileKeyStore,
  fingerprintOf,
  generateCertificate,
  isRevoked,
  openFileKeyStore,
  readPrivateKey,
  revoke,
} from '@amparo/crypto'
import { keptKeyOf, nextKeyOf } from '../../../services/redaction/src/store/hub-keys.ts'
import { exchangeKeyFile, grantKeyFile, keyStoreDir } from '../hubs/keys.ts'
import type { HubPaths } from '../hubs/layout.ts'
import { writePrivate } from '../hubs/secrets.ts'
import { UsageError } from '../usage-error.ts'
import { demandPeersHeard } from './peers-heard.ts'

/** With which a hub signs. The services read each of these keys when they use it, so that none has to be started again. */
export const HUB_KEY_USES = ['redaction-sign', 'redaction-sign-compatible', 'consent-sign', 'exchange-sign'] as const
export type HubKeyUse = (typeof HUB_KEY_USES)[number]

export interface HubKey {
  readonly paths: HubPaths
  readonly hub: string
  readonly use: HubKeyUse
}

/** Where the private halves are. */
interface Place {
  current(): Promise<string | undefined>
  next(): Promise<string | undefined>
  keepNext(armored: string): Promise<void>
  /** What was encrypted to the one before still opens, where anything is. */
  promote(): Promise<void>
}

/**
 * Draws the key with which the hub is to sign next, beside the one with which it does, and answers its certificate, armored. Asked again, it
 * answers the same one: whoever lost the certificate draws no third key.
 *
 * @param days after which it ends by itself; absent: never
 */
export async function drawHubKey({ paths, hub, use }: HubKey, days?: number): Promise<string> {
  const place = await placeOf(paths, use)
  const drawn = await place.next()
  if (drawn !== undefined) return (await readPrivateKey(drawn)).toPublic().armor()
  const { certificate, privateKey } = await generateCertificate({
    userId: certificateName({ hub, use }),
    profile: use === 'redaction-sign-compatible' ? 'compatible' : 'modern',
    ...(days !== undefined && { expiresInSeconds: days * 86_400 }),
  })
  await place.keepNext(privateKey)
  return certificate
}

/** The certificate of the key with which the hub signs now, as the directory has it, with its revocation, for the next statement. */
export async function revokeHubKey(
  { paths, hub, use }: HubKey,
  statement: DirectoryStatement,
  reason: 'compromised' | 'retired',
): Promise<string> {
  const place = await placeOf(paths, use)
  const current = await place.current()
  if (current === undefined) throw new UsageError(`${hub} has no key ${use}.`)
  if ((await place.next()) === undefined)
    throw new UsageError(`There is no key to sign with after it: keys -- hub-key --use ${use} draws one.`)
  const named = await certificateOf(statement, { hub, use }, (await readPrivateKey(current)).getFingerprint())
  if (named === undefined) throw new UsageError(`The directory of ${hub} does not name the key ${use}.`)
  return revoke(named, current, reason)
}

export interface Switching {
  /** What the own jurisdiction has stated last. */
  readonly own: DirectoryStatement
  /** The same of the peers that are on this machine. */
  readonly peers: readonly DirectoryStatement[]
  /** Peers elsewhere that have said they name the next key. */
  readonly heard: readonly string[]
  readonly now: Date
}

/** Until each service and each reader's page has heard of a statement. */
const HEARD_MS = 60_000

/**
 * Has the hub sign with the next key, and answers its fingerprint. Not before everybody who is to believe it has it in their directory: here, and at
 * each peer. Where the key before is revoked already nothing is waited for, since nobody believes what it signs. Throws UsageError.
 */
export async function switchHubKey(key: HubKey, { own, peers, heard, now }: Switching): Promise<string> {
  const { paths, hub, use } = key
  const place = await placeOf(paths, use)
  const drawn = await place.next()
  if (drawn === undefined) throw new UsageError(`There is no next key: keys -- hub-key --use ${use} draws one.`)
  const fingerprint = (await readPrivateKey(drawn)).getFingerprint()
  const isNamed = async (by: DirectoryStatement) => (await certificateOf(by, key, fingerprint)) !== undefined
  if (!(await isNamed(own)))
    throw new UsageError(
      `The directory of ${hub} does not name the next key yet: keys -- statement --certificate FILE.`,
    )
  if (!(await isCurrentRevoked(place, own, key))) {
    await demandPeersHeard(own, { peers, heard }, isNamed, '--certificate')
    const last = Math.max(...[own, ...peers].map(({ issuedAt }) => Date.parse(issuedAt)))
    if (now.getTime() - last < HEARD_MS)
      throw new UsageError(
        'The last statement is younger than a minute, and not everybody has heard of it: try again then.',
      )
  }
  await place.promote()
  return fingerprint
}

async function isCurrentRevoked(place: Place, own: DirectoryStatement, key: HubKey): Promise<boolean> {
  const current = await place.current()
  if (current === undefined) return false
  const named = await certificateOf(own, key, (await readPrivateKey(current)).getFingerprint())
  return named !== undefined && isRevoked(named)
}

/** As a statement names it. */
async function certificateOf(
  { hubs }: DirectoryStatement,
  { hub, use }: Pick<HubKey, 'hub' | 'use'>,
  fingerprint: string,
): Promise<string | undefined> {
  const certificates = hubs.find(known => known.hub === hub)?.certificates ?? []
  for (const { use: of, armored } of certificates)
    if (of === use.replaceAll('-', '_') && (await fingerprintOf(armored)) === fingerprint) return armored
  return undefined
}

async function placeOf(paths: HubPaths, use: HubKeyUse): Promise<Place> {
  if (use === 'consent-sign') return inFile(grantKeyFile(paths))
  if (use === 'exchange-sign') return inFile(exchangeKeyFile(paths))
  return inKeyStore(await openFileKeyStore(keyStoreDir(paths)), use === 'redaction-sign' ? 'sign' : 'sign-compatible')
}

/** Nothing is encrypted to such a key: the one before is gone when another takes its place. */
function inFile(file: string): Place {
  const next = `${file}.next`
  const read = async (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)
  return {
    current: () => read(file),
    next: () => read(next),
    keepNext: async armored => writePrivate(next, armored),
    promote: async () => renameSync(next, file),
  }
}

/** Envelopes for agencies that hold their keys themselves are encrypted to it: the one before is kept, until redaction destroys it. */
const inKeyStore = (keyStore: FileKeyStore, name: string): Place => ({
  current: () => keyStore.readPrivateKey(name),
  next: () => keyStore.readPrivateKey(nextKeyOf(name)),
  keepNext: armored => keyStore.savePrivateKey(nextKeyOf(name), armored),
  promote: async () => {
    const [before, next] = [await keyStore.readPrivateKey(name), await keyStore.readPrivateKey(nextKeyOf(name))]
    if (next === undefined) return
    // Broken off anywhere it can be begun again: each key is somewhere, and the last step is the one that ends it.
    if (before !== undefined && before !== next)
      await keyStore.savePrivateKey(keptKeyOf(name, (await readPrivateKey(before)).getFingerprint()), before)
    await keyStore.savePrivateKey(name, next)
    await keyStore.destroyPrivateKey(nextKeyOf(name))
  },
})
