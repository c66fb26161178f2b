import { hash } from 'node:crypto'
import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import { type FileKeyStore, readPrivateKey } from '@amparo/crypto'
import { type Clock, uuidOf } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { isKeyOver } from '../domain/replaced-key.ts'
import { enterOnce } from '../ports/access-log.ts'
import { type Directory, type KnownCertificate, newestOf, type SigningUse } from '../ports/directory.ts'
import { hubKeyOf } from '../store/hub-keys.ts'
import { agencyOfKey } from './agency-key.ts'
import { messages } from './messages.ts'

export interface TendReplacedKeysDeps {
  readonly hub: string
  readonly keyStore: Pick<FileKeyStore, 'readPrivateKey' | 'privateKeyNames' | 'savePrivateKey' | 'destroyPrivateKey'>
  readonly directory: Directory
  readonly append: Append
  /** So long after another one was listed. */
  readonly keptMs: number
  readonly now: Clock
  readonly log: Log
}

/** Private keys of one owner for one use, one of which may have taken the place of others. */
interface Group {
  /** Empty: the hub's own. */
  readonly agencyId: string
  /** As the log names it. */
  readonly use: string
  readonly names: readonly string[]
  readonly listed: () => Promise<readonly KnownCertificate[]>
}

const USES: Readonly<Record<string, SigningUse>> = {
  sign: 'redaction-sign',
  'sign-compatible': 'redaction-sign-compatible',
}

/** Destroys private keys of agencies, and of the hub, that are over, each with an entry in the log first. One that is broken off begins again. */
export const tendReplacedKeys =
  (deps: TendReplacedKeysDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    const names = await deps.keyStore.privateKeyNames()
    for (const group of [...ofAgencies(deps, names), ...ofHub(deps, names)]) {
      if (signal?.aborted) return
      await tend(deps, group)
    }
  }

/** A single key has nothing that could have taken its place here. */
const ofAgencies = ({ hub, directory }: TendReplacedKeysDeps, all: readonly string[]): Group[] =>
  [...Map.groupBy(all, agencyOfKey)].flatMap(([agencyId, names]) =>
    agencyId === undefined || names.length < 2
      ? []
      : [{ agencyId, use: 'agency', names, listed: () => directory.agencyCertificates({ hub, agencyId }) }],
  )

/** With which the hub signs is for whoever runs it to say, and stays whatever the directory names. */
const ofHub = ({ hub, directory }: TendReplacedKeysDeps, all: readonly string[]): Group[] =>
  Object.entries(USES).map(([name, use]) => ({
    ...{ agencyId: '', use: use.replaceAll('-', '_'), listed: () => directory.signersOf(hub, use) },
    names: all.filter(one => one !== name && hubKeyOf(one) === name),
  }))

async function tend(deps: TendReplacedKeysDeps, group: Group): Promise<void> {
  const { keyStore, keptMs: keepMs, now } = deps
  if (group.names.length === 0) return
  const listed = await group.listed()
  const current = newestOf(listed)
  for (const name of group.names) {
    const armored = await keyStore.readPrivateKey(name)
    if (armored === undefined) continue
    const key = await readPrivateKey(armored)
    const held = { fingerprint: key.getFingerprint(), createdAt: key.getCreationTime() }
    if (isKeyOver(held, { listed, current, keepMs }, now())) await destroy(deps, group, { name, armored, ...held })
  }
}

interface Over {
  readonly name: string
  readonly armored: string
  readonly fingerprint: string
}

async function destroy(
  { hub, keyStore, append, now, log }: TendReplacedKeysDeps,
  { agencyId, use }: Group,
  { name, armored, fingerprint }: Over,
): Promise<void> {
  // Where the service may not write the folder, the operator takes it out: the log says nothing that is not so.
  const isWritable = await keyStore.savePrivateKey(name, armored).then(
    () => true,
    (error: unknown) => {
      messages['keys.not-destroyed'](log, { keyId: name }, error)
      return false
    },
  )
  if (!isWritable) return
  const code = `${use}.destroyed:${fingerprint}`
  await enterOnce(append, {
    ...{ entryId: uuidOf(hash('sha256', code, 'hex')), action: Action.KEY_CHANGED, agency: { hub, agencyId }, code },
    occurredAt: timestampFromDate(now()),
  })
  await keyStore.destroyPrivateKey(name)
  messages['key.destroyed'](log, { agencyId, fingerprint })
}
