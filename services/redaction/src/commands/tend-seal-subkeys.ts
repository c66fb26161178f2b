import { hash } from 'node:crypto'
import type { Append } from '@amparo/asking'
import { Action, certificateRenewed, encode, timestampFromDate } from '@amparo/contracts'
import {
  drawSubkey,
  type FileKeyStore,
  newestBoundBy,
  newestSubkeyOf,
  readPrivateKey,
  withoutSubkeys,
} from '@amparo/crypto'
import { type Clock, type NewId, uuidOf } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { isOver, isRotationDue, type SubkeyTimes } from '../domain/seal-subkey.ts'
import { enterOnce } from '../ports/access-log.ts'
import type { Directory } from '../ports/directory.ts'
import type { DataKeys } from '../store/data-keys.ts'
import type { HubKeys } from '../store/hub-keys.ts'
import type { KeysDatabase } from '../store/keys-database.ts'
import { sealedSecret } from '../store/seal-keys.ts'
import type { SealSubkey } from '../store/seal-subkeys.ts'
import { messages } from './messages.ts'

export interface TendSealDeps {
  readonly hub: string
  readonly own: HubKeys
  readonly keyStore: Pick<FileKeyStore, 'savePrivateKey'>
  readonly keys: DataKeys
  readonly keysDatabase: KeysDatabase
  readonly store: Pick<Store, 'run'>
  readonly append: Append
  readonly directory: Pick<Directory, 'sealOf'>
  readonly subkeyTimes: SubkeyTimes
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

/** Clocks of those who seal may run behind: to a subkey from the future nothing could be encrypted. */
const BACKDATED_MS = 10 * 60_000

/**
 * Draws another encryption subkey when it is time, has it in the access log and tells the directory; destroys those whose time is up.
 * One process at a time. Each step can be done twice, and what was broken off is taken up again.
 */
export const tendSealSubkeys = (deps: TendSealDeps) => {
  // Once in a process the newest is told again: the directory may have been restored from a backup.
  let isTold = false
  let isFirstEntered = false
  return async (): Promise<void> => {
    const { own, keysDatabase, now, subkeyTimes } = deps
    const first = await own.seal()
    const firstDrawn = await newestSubkeyOf(first)
    const before = await keysDatabase.sealSubkeys()
    const newest = before[0]?.drawnAt ?? firstDrawn
    if (isRotationDue(newest, now(), subkeyTimes) || (await isOneLost(deps, first, newest))) await draw(deps, first)
    const drawn = await keysDatabase.sealSubkeys()
    for (const [i, subkey] of [...drawn.entries()].toReversed())
      await tell(deps, i === 0 && !isTold ? { ...subkey, isPublished: false } : subkey)
    isTold = true
    for (const [i, subkey] of drawn.entries())
      if (subkey.secret !== null && isOver(subkey.drawnAt, drawn[i - 1]?.drawnAt, now(), subkeyTimes))
        await destroy(deps, subkey)
    if (firstDrawn !== undefined && isOver(firstDrawn, drawn.at(-1)?.drawnAt, now(), subkeyTimes))
      await destroyFirst(deps, first)
    // By whomever it was taken out, the log has it.
    if (firstDrawn === undefined && !isFirstEntered) {
      await enterEndOfFirst(deps, (await readPrivateKey(first)).getFingerprint())
      isFirstEntered = true
    }
  }
}

/**
 * Whether the directory gives out a subkey that was drawn after all that are here: they were put back from an older backup, and nobody would
 * open a form until the next one is due.
 */
async function isOneLost(
  { hub, directory, log }: TendSealDeps,
  first: string,
  newest: Date | undefined,
): Promise<boolean> {
  const certificate = await directory.sealOf(hub).catch(() => undefined)
  const given = certificate && (await newestBoundBy(certificate.armored))
  if (given === undefined || given.primary !== (await readPrivateKey(first)).getFingerprint()) return false
  const isLost = newest === undefined || given.createdAt.getTime() > newest.getTime()
  if (isLost) messages['seal-subkey.lost'](log, { fingerprint: given.fingerprint })
  return isLost
}

async function draw({ keys, keysDatabase, subkeyTimes, now, newId }: TendSealDeps, first: string): Promise<void> {
  const date = new Date(now().getTime() - BACKDATED_MS)
  const expiresInSeconds = Math.ceil((subkeyTimes.keepMs + BACKDATED_MS) / 1000)
  const { fingerprint, certificate, privateKey } = await drawSubkey(first, { date, expiresInSeconds })
  const subkeyId = newId()
  const secret = await sealedSecret(subkeyId, privateKey, keys)
  await keysDatabase.addSealSubkey({ subkeyId, fingerprint, certificate, secret, drawnAt: now(), endEntryId: newId() })
}

/** The log first: no subkey is given out that is not in it. */
async function tell(deps: TendSealDeps, subkey: SealSubkey): Promise<void> {
  const { keysDatabase, store, now, newId, log } = deps
  const { subkeyId, fingerprint, certificate: armored } = subkey
  if (!subkey.isLogged) {
    await enter(deps, subkeyId, `redaction-seal.drawn:${fingerprint}`)
    await keysDatabase.markSealSubkey(subkeyId, 'logged')
  }
  if (subkey.isPublished || subkey.secret === null) return
  await store.run(async tx => {
    const meta = { id: newId(), aggregateId: subkeyId, aggregateVersion: 1, occurredAt: now(), correlationId: subkeyId }
    tx.emit(encode(certificateRenewed, { armored }, meta))
  })
  await keysDatabase.markSealSubkey(subkeyId, 'published')
  messages['seal-subkey.drawn'](log, { fingerprint })
}

async function destroy(deps: TendSealDeps, { subkeyId, fingerprint, endEntryId }: SealSubkey): Promise<void> {
  await enter(deps, endEntryId, `redaction-seal.destroyed:${fingerprint}`)
  await deps.keysDatabase.destroySealSubkey(subkeyId)
  messages['seal-subkey.destroyed'](deps.log, { fingerprint })
}

/**
 * The one that came with the certificate stands in the key store's folder, with the primary key, which stays. Where the service may not
 * write the folder, the operator's script takes it out, and the next time that keys are tended it is entered.
 */
async function destroyFirst(deps: TendSealDeps, first: string): Promise<void> {
  const { keyStore, log } = deps
  const fingerprint = (await readPrivateKey(first)).getFingerprint()
  const isWritable = await keyStore.savePrivateKey('seal', first).then(
    () => true,
    (error: unknown) => {
      messages['keys.not-destroyed'](log, { keyId: 'seal' }, error)
      return false
    },
  )
  if (!isWritable) return
  await enterEndOfFirst(deps, fingerprint)
  await keyStore.savePrivateKey('seal', await withoutSubkeys(first))
  messages['seal-subkey.destroyed'](log, { fingerprint })
}

function enterEndOfFirst(deps: TendSealDeps, fingerprint: string): Promise<void> {
  const code = `redaction-seal.destroyed:${fingerprint}`
  return enter(deps, uuidOf(hash('sha256', code, 'hex')), code)
}

const enter = ({ append, hub, now }: TendSealDeps, entryId: string, code: string) =>
  enterOnce(append, {
    ...{ entryId, action: Action.KEY_CHANGED, agency: { hub, agencyId: '' }, code },
    occurredAt: timestampFromDate(now()),
  })
