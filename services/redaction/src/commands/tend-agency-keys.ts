import { hash } from 'node:crypto'
import { Action, timestampFromDate } from '@amparo/contracts'
import { type FileKeyStore, readPrivateKey } from '@amparo/crypto'
import { type Clock, uuidOf } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { isKeyOver } from '../domain/agency-key.ts'
import { type Append, enterOnce } from '../ports/access-log.ts'
import { type Directory, newestOf } from '../ports/directory.ts'
import { agencyOfKey } from './agency-key.ts'
import { messages } from './messages.ts'

export interface TendAgencyKeysDeps {
  readonly hub: string
  readonly keyStore: Pick<FileKeyStore, 'readPrivateKey' | 'privateKeyNames' | 'savePrivateKey' | 'destroyPrivateKey'>
  readonly directory: Directory
  readonly append: Append
  /** So long after another one was listed. */
  readonly agencyKeyMs: number
  readonly now: Clock
  readonly log: Log
}

/** Destroys agencies' private keys that are over, each with an entry in the log first. One that is broken off begins again. */
export const tendAgencyKeys =
  (deps: TendAgencyKeysDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    const byAgency = Map.groupBy(await deps.keyStore.privateKeyNames(), agencyOfKey)
    for (const [agencyId, names] of byAgency) {
      if (signal?.aborted) return
      // A single key has nothing that could have taken its place here.
      if (agencyId !== undefined && names.length > 1) await tend(deps, agencyId, names)
    }
  }

async function tend(deps: TendAgencyKeysDeps, agencyId: string, names: readonly string[]): Promise<void> {
  const { hub, keyStore, directory, agencyKeyMs: keepMs, now } = deps
  const listed = await directory.agencyCertificates({ hub, agencyId })
  const current = newestOf(listed)
  for (const name of names) {
    const armored = await keyStore.readPrivateKey(name)
    if (armored === undefined) continue
    const key = await readPrivateKey(armored)
    const held = { fingerprint: key.getFingerprint(), createdAt: key.getCreationTime() }
    if (isKeyOver(held, { listed, current, keepMs }, now())) await destroy(deps, { agencyId, name, armored, ...held })
  }
}

interface Over {
  readonly agencyId: string
  readonly name: string
  readonly armored: string
  readonly fingerprint: string
}

async function destroy({ hub, keyStore, append, now, log }: TendAgencyKeysDeps, over: Over): Promise<void> {
  const { agencyId, name, armored, fingerprint } = over
  // Where the service may not write the folder, the operator takes it out: the log says nothing that is not so.
  const isWritable = await keyStore.savePrivateKey(name, armored).then(
    () => true,
    (error: unknown) => {
      messages['keys.not-destroyed'](log, { keyId: name }, error)
      return false
    },
  )
  if (!isWritable) return
  const code = `agency.destroyed:${fingerprint}`
  await enterOnce(append, {
    ...{ entryId: uuidOf(hash('sha256', code, 'hex')), action: Action.KEY_CHANGED, agency: { hub, agencyId }, code },
    occurredAt: timestampFromDate(now()),
  })
  await keyStore.destroyPrivateKey(name)
  messages['agency-key.destroyed'](log, { agencyId, fingerprint })
}
