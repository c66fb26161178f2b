import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { type Directory, keysOf } from '../ports/directory.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { findKnownReferral } from '../store/known-referrals.ts'
import { findShare } from '../store/shares.ts'
import type { BuiltPackage, buildPackage, Completing } from './build-package.ts'
import type { PackageReferral } from './seal-package.ts'
import { type PackageKey, signerOfKey } from './seal-to-agency.ts'

/** A directory of this hub has what the other jurisdiction published in an hour; if not, its operator has to be asked. */
export const KEY_PATIENCE_MS = 3_600_000
/** Two hubs whose directories do not agree would go on for ever. */
const MADE_AT_MOST = 3

export interface Returned {
  readonly referral: PackageReferral
  /** It completed an earlier package, and is made of what is held by now. */
  readonly supplement: boolean
  /** Why. */
  readonly code: string
  /** Fingerprints of the keys that were refused with it. */
  readonly sealedTo: string
  readonly signedBy: string
  readonly grantedBy: string
  /** How often it has been made. */
  readonly made: number
  /** When this hub heard. */
  readonly at: Date
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
    const { referral, code, at, made, correlationId } = returned
    if (made >= MADE_AT_MOST) return { code }
    const waited = deps.now().getTime() - at.getTime()
    if ((await hasOtherKey(deps, returned)) || (isUnheard(code) && waited >= (made * deps.keyPatienceMs) / 4))
      return deps.build(referral, correlationId, await completing(deps, returned))
    if (waited < deps.keyPatienceMs) throw errors.new_key_not_here_yet()
    return { code }
  }

/** The other hub may yet hear of the key that this one signs with: after a quarter of an hour, and after half an hour more. */
const isUnheard = (code: string): boolean => code === 'signer_unknown' || code === 'grant_signer_unknown'

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

async function hasOtherKey({ directory, packageKey }: Deps, returned: Returned) {
  const { referral, code, sealedTo, signedBy, grantedBy } = returned
  // Consent signs with the newest that the directory names, soon after it names it; with which, is seen when it has.
  if (code.startsWith('grant_signer_'))
    return (await directory.grantSignerOf(referral.from.hub))?.fingerprint !== grantedBy
  const recipient = await directory.recipientOf(referral.to).catch(() => undefined)
  if (recipient === undefined) return false
  if (code.startsWith('recipient_key_')) return keysOf(recipient) !== sealedTo
  return (await signerOfKey(await packageKey(recipient.envelope.profile))) !== signedBy
}
