import { encode, messageBuilt, timestampFromDate } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { Directory } from '../ports/directory.ts'
import type { ExpiryOf } from '../ports/expiry.ts'
import { dueRecalls, markSent, postpone, type Recall } from '../store/recalls.ts'
import { messages } from './messages.ts'
import { messageBytes } from './seal-message.ts'
import { type PackageKey, sealToAgency } from './seal-to-agency.ts'

export interface SendRecallsDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly directory: Directory
  readonly packageKey: PackageKey
  readonly expiryOf: ExpiryOf
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

const AT_ONCE = 100
const AGAIN_MS = 600_000

/** Tells other hubs to destroy what they have of people who were erased here. Never given up: what cannot be sent is tried again. */
export const sendRecalls =
  (deps: SendRecallsDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    const { store, now, log } = deps
    for (const recall of await store.read(reader => dueRecalls(reader, now(), AT_ONCE))) {
      if (signal?.aborted) return
      await send(deps, recall).catch(async (error: unknown) => {
        const { referralId, toHub, tries } = recall
        messages['recall.not-sent'](log, { referralId, toHub, tries }, error)
        await store.run(tx => postpone(tx, recall, new Date(now().getTime() + AGAIN_MS)))
      })
    }
  }

async function send(deps: SendRecallsDeps, recall: Recall): Promise<void> {
  const { hub, store, now, newId, log, expiryOf } = deps
  const { messageId, referralId } = recall
  const to = { hub: recall.toHub, agencyId: recall.toAgency }
  // It is for the hub to destroy what it keeps, whoever holds the agency's keys.
  const recipient = (await deps.directory.recipientOf(to))?.envelope
  if (recipient === undefined) throw new TypeError('an agency without a certificate')
  const at = now()
  const expiresAt = expiryOf(at)
  const from = { hub, agencyId: recall.fromAgency }
  const { fingerprint: recipientFingerprint } = recipient
  const ids = { messageId, referralId, from, to, recipientFingerprint }
  const data = messageBytes({ ...ids, writtenAt: at, expiresAt }, { erased: true })
  const sealed = await sealToAgency(data, recipient, await deps.packageKey(recipient.profile))
  const sent = await store.run(async tx => {
    if (!(await markSent(tx, recall))) return false
    const meta = { id: newId(), aggregateId: messageId, aggregateVersion: 1, occurredAt: at, correlationId: messageId }
    const built = { messageId, referralId, to, ...sealed, expiresAt: timestampFromDate(expiresAt) }
    tx.emit(encode(messageBuilt, built, meta))
    return true
  })
  if (sent) messages['recall.sent'](log, { referralId, toHub: to.hub })
}
