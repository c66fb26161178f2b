import { REFERRAL_OVER } from '@amparo/contracts'
import { AppError, type Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { type Directory, keysOf } from '../ports/directory.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { findKnownReferral } from '../store/known-referrals.ts'
import { findShare } from '../store/shares.ts'
import type { BuiltPackage, buildPackage, Completing } from './build-package.ts'
import { isPatient, isToBeRemade, type RefusedForKeys } from './refused-keys.ts'
import type { PackageReferral } from './seal-package.ts'
import { type PackageKey, signerOfKey } from './seal-to-agency.ts'

export interface Returned extends RefusedForKeys {
  readonly referral: PackageReferral
  /** It completed an earlier package, and is made of what is held by now. */
  readonly supplement: boolean
  readonly correlationId: string
}

interface Deps {
  readonly store: Pick<Store, 'read'>
  readonly openHeld: OpenHeld
  readonly build: ReturnType<typeof buildPackage>
  readonly directory: Directory
  readonly packageKey: PackageKey
  readonly now: Clock
  readonly keyPatienceMs: number
}

/**
 * Makes a package anew, under a new decision and with a new entry in the log, once there is another key than the one that was refused.
 * Throws `new_key_not_here_yet` for as long as one may yet come; after that, or after a few tries, the refusal stands.
 */
export const rebuildPackage =
  (deps: Deps) =>
  async (returned: Returned): Promise<BuiltPackage> => {
    const { referral, code, correlationId } = returned
    const bounds = { now: deps.now(), keyPatienceMs: deps.keyPatienceMs }
    // It ended with its referral, which goes on after all: there are no other keys to wait for.
    const isOnAgain = code === REFERRAL_OVER
    if (!isOnAgain && !(await isToBeRemade(returned, bounds, () => keysNow(deps, referral)))) return { code }
    const more = { completing: await completing(deps, returned), notGrantedBy: notGrantedBy(returned) }
    return deps.build(referral, correlationId, more).catch((error: unknown) => {
      if (isPatient(returned, bounds) || !(error instanceof AppError) || error.code !== 'new_key_not_here_yet')
        throw error
      return { code }
    })
  }

/** The directory may name the next key of consent's before consent signs with it. */
const notGrantedBy = ({ code, keys }: Returned): string | undefined =>
  code === 'grant_signer_revoked' || code === 'grant_signer_expired' ? keys.grantedBy : undefined

/** The referral whose record a supplement completes. Undefined: it is not known here. */
export const findSupplemented =
  ({ read }: Pick<Store, 'read'>) =>
  async (referralId: string): Promise<PackageReferral | undefined> => {
    const known = await read(reader => findKnownReferral(reader, referralId))
    return known && { ...known, subjectRef: known.shareId }
  }

/** A person who has been erased meanwhile has no share: then nothing is opened, and the build says so. */
async function completing(
  { store, openHeld }: Deps,
  { referral, supplement }: Returned,
): Promise<Completing | undefined> {
  const share = supplement ? await store.read(reader => findShare(reader, referral.subjectRef)) : undefined
  return share && { opened: await openHeld(share.subjectId) }
}

async function keysNow({ directory, packageKey }: Deps, { from, to }: PackageReferral) {
  const recipient = await directory.recipientOf(to).catch(() => undefined)
  if (recipient === undefined) return undefined
  return {
    sealedTo: keysOf(recipient),
    signedBy: await signerOfKey(await packageKey(recipient.envelope.profile)),
    // Consent signs with the newest that the directory names, soon after it names it.
    grantedBy: (await directory.grantSignerOf(from.hub))?.fingerprint ?? '',
  }
}
