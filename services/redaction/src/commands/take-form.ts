import type { Clock } from '@amparo/kernel'
import type { Replay, Store, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { SealKeys } from '../store/seal-keys.ts'
import { isNonceUsed, pruneUsed, useNonce } from '../store/used-once.ts'
import { type FormKind, type OpenedForm, openSealed } from './open-form.ts'

export interface TakeFormDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  /** The private halves of the certificate that forms are sealed to. */
  readonly sealKeys: SealKeys
  readonly now: Clock
}

export interface FormCaller {
  readonly user: string
  readonly agency: string
  readonly acr: string
  readonly token: string
}

/** A sealed form as it came, and how its answer is stored beside what it changes. */
export interface SentForm {
  readonly sealed: string
  readonly caller: FormCaller
  readonly correlationId: string
}

/** A form older than five minutes is refused as stale; the nonce is kept for a little longer than that. */
const NONCE_KEPT_MS = 10 * 60_000

/** Opens a form that was not used before. `useForm` uses it up, in the transaction that stores what it says. */
export const takeForm =
  <T>({ hub, store, sealKeys, now }: TakeFormDeps, route: string, kind: FormKind<T>) =>
  async ({ sealed, caller: { agency, user } }: SentForm, replay: Replay): Promise<OpenedForm<T>> => {
    const form = await openSealed(await sealKeys(), sealed, { hub, route, agency, user, now: now() }, kind)
    if (await store.read(reader => isNonceUsed(reader, 'form', form.nonce))) await refuseUsed(store, replay)
    return form
  }

/** Throws `seal_replayed`. */
export async function useForm(tx: Transaction, form: Omit<OpenedForm<unknown>, 'data'>, at: Date): Promise<void> {
  const expiresAt = new Date(form.issuedAt.getTime() + NONCE_KEPT_MS)
  if (!(await useNonce(tx, { purpose: 'form', nonce: form.nonce, expiresAt }))) throw errors.seal_replayed()
  await pruneUsed(tx, new Date(at.getTime() - NONCE_KEPT_MS))
}

/** The first of two equal requests may have used the nonce while the second was under way: that one gets the first one's answer. */
const refuseUsed = ({ run }: Pick<Store, 'run'>, replay: Replay): Promise<never> =>
  run(async () => {
    throw errors.seal_replayed()
  }, replay)
