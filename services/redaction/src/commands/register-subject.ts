import { randomBytes } from 'node:crypto'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay, Store } from '@amparo/store'
import { codeNameFrom } from '../domain/code-name.ts'
import { errors } from '../domain/errors.ts'
import type { Append } from '../ports/access-log.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { addSubject } from '../store/records.ts'
import { getOrAddShare } from '../store/shares.ts'
import { isNonceUsed, pruneUsed, useNonce } from '../store/used-once.ts'
import { messages } from './messages.ts'
import { openSubjectForm } from './open-form.ts'

export interface RegisterSubjectDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: DataKeys
  /** The private half of the certificate that forms are sealed to. */
  readonly sealKey: () => Promise<string>
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

export interface RegisterSubject {
  readonly sealed: string
  readonly caller: { readonly user: string; readonly agency: string; readonly acr: string }
  readonly correlationId: string
}

/** A form older than five minutes is refused as stale; the nonce is kept for a little longer than that. */
const NONCE_KEPT_MS = 10 * 60_000

/** Opens a sealed form and stores it under a key of the person's own. Answers the agency's reference, and nothing else. */
export const registerSubject =
  ({ hub, store, keys, sealKey, append, now, newId, log }: RegisterSubjectDeps) =>
  async ({ sealed, caller, correlationId }: RegisterSubject, replay: Replay): Promise<{ subjectRef: string }> => {
    const at = now()
    const { user, agency, acr } = caller
    const form = await openSubjectForm(await sealKey(), sealed, { hub, agency, user, now: at })
    if (await store.read(reader => isNonceUsed(reader, 'form', form.nonce))) await refuseUsed(store, replay)
    const [subjectId, subjectRef] = [newId(), newId()]
    const key = await keys.create(subjectId)
    await append({
      entryId: newId(),
      action: Action.SUBJECT_REGISTERED,
      userId: user,
      agency: { hub, agencyId: agency },
      authentication: acr,
      subjectRef,
      occurredAt: timestampFromDate(at),
    })
    const registered = await store.run(async tx => {
      const expiresAt = new Date(form.issuedAt.getTime() + NONCE_KEPT_MS)
      if (!(await useNonce(tx, { purpose: 'form', nonce: form.nonce, expiresAt }))) throw errors.seal_replayed()
      await pruneUsed(tx, new Date(at.getTime() - NONCE_KEPT_MS))
      await addSubject(tx, { subjectId, key, held: { kind: 'form', form: form.data } })
      const codeName = codeNameFrom(randomBytes(16))
      const owner = { shareId: subjectRef, subjectId, agency: { hub, agencyId: agency }, referralId: null, codeName }
      const { shareId } = await getOrAddShare(tx, owner, key)
      return { subjectRef: shareId }
    }, replay)
    messages['subject.registered'](log, { agencyId: agency, correlationId })
    return registered
  }

/** The first of two equal requests may have used the nonce while the second was under way: that one gets the first one's answer. */
const refuseUsed = ({ run }: Pick<Store, 'run'>, replay: Replay): Promise<never> =>
  run(async () => {
    throw errors.seal_replayed()
  }, replay)
