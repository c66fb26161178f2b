import { hash, randomBytes } from 'node:crypto'
import { Action, Occasion, type SignedGrant, timestampFromDate } from '@amparo/contracts'
import { claimedSigner, errors as cryptoErrors, type SigningKey } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import type { Assessed } from '../domain/assessed.ts'
import { codeNameFrom } from '../domain/code-name.ts'
import { contentsBytes } from '../domain/contents.ts'
import { errors, isFinal } from '../domain/errors.ts'
import { packageViewOf } from '../domain/package.ts'
import { project } from '../domain/project.ts'
import { PASSED_ON } from '../domain/shown-again.ts'
import type { Decide } from '../ports/decision.ts'
import { type Directory, keysOf, type Recipient } from '../ports/directory.ts'
import type { ExpiryOf } from '../ports/expiry.ts'
import type { GivenPermit } from '../ports/given-permit.ts'
import type { FindAssessed } from '../queries/assessed.ts'
import { attestationOf } from '../queries/attestation.ts'
import type { OpenedHeld, OpenHeld } from '../queries/open-held.ts'
import { type FindStatements, referencesFor } from '../queries/statements.ts'
import { restrictedTo } from '../store/restrictions.ts'
import { findShare, getOrAddShare, type Share } from '../store/shares.ts'
import { enteredBy } from './actor.ts'
import { allowanceOf, shownOf } from './allowance.ts'
import type { HeldAt } from './hold-current.ts'
import { keepWaiting, type ReviewingDeps, unsafeIn } from './keep-waiting.ts'
import { messages } from './messages.ts'
import { asStated, groundsOf, labelsOf, spendPermit } from './permit.ts'
import type { ReleaseDeps } from './release-view.ts'
import { type PackageReferral, packageBytes } from './seal-package.ts'
import { type PackageKey, sealToAgency, signerOfKey } from './seal-to-agency.ts'
import { heldByAgency, sealInside } from './sealed/seal-inside.ts'
import { MAX_CIPHERTEXT_BYTES, SEALING_OVERHEAD_BYTES } from './size.ts'
import { withSurrogates } from './with-surrogates.ts'

export interface BuildPackageDeps extends ReleaseDeps, ReviewingDeps {
  readonly store: ReleaseDeps['store']
  readonly openHeld: OpenHeld
  readonly sign: SigningKey
  readonly decide: Decide
  readonly directory: Directory
  readonly findAssessed: FindAssessed
  readonly findStatements: FindStatements
  readonly packageKey: PackageKey
  readonly expiryOf: ExpiryOf
}

export type BuiltPackage =
  | {
      readonly packageId: string
      readonly ciphertext: Uint8Array
      readonly sha256: string
      readonly expiresAt: Date
      /** Fingerprints of the certificates that it is encrypted to (one, or two with a blank between), and of the key that signed it. */
      readonly sealedTo: string
      readonly signedBy: string
      readonly grantedBy: string
      /** What it was built of: if the person's record is another one by then, it must not leave. */
      readonly of: HeldAt
    }
  /** Nothing leaves this hub, and the sender is told why. */
  | { readonly code: string }

/** What a package brings that is not stored yet. */
export interface Completing {
  readonly opened: OpenedHeld
  /** What was assessed just now. */
  readonly assessed?: Assessed
}

/**
 * A view made for another hub: decided, logged, then cut, signed and encrypted to the receiving agency. It asks other services,
 * so it runs outside of any transaction, and its result is told in one. Throws only what is worth trying again.
 *
 * @param more completing: the package is a supplement of an earlier one; notGrantedBy: fingerprint of a key of consent's with which the grant is of no
 *   use, and `new_key_not_here_yet` is thrown while it is signed with that
 */
export const buildPackage =
  (deps: BuildPackageDeps) =>
  async (referral: PackageReferral, correlationId: string, more: Remaking = {}): Promise<BuiltPackage> => {
    try {
      return await build(deps, referral, { ...more, correlationId })
    } catch (error) {
      if (error instanceof AppError && isFinal(error)) return { code: error.code }
      throw error
    }
  }

interface Remaking {
  readonly completing?: Completing | undefined
  readonly notGrantedBy?: string | undefined
}

interface Making extends Remaking {
  readonly correlationId: string
}

async function build(deps: BuildPackageDeps, referral: PackageReferral, making: Making): Promise<BuiltPackage> {
  const share = await deps.store.read(reader => findShare(reader, referral.subjectRef))
  const { hub, agencyId } = referral.from
  if (share === undefined || share.agency.hub !== hub || share.agency.agencyId !== agencyId)
    return { code: 'not_found' }
  // Nothing leaves the hub of a person who would be erased if nothing stood against it.
  if ((await deps.store.read(reader => restrictedTo(reader, share.subjectId))) !== undefined)
    return { code: 'identity_restricted' }
  const opened = making.completing?.opened ?? (await deps.openHeld(share.subjectId))
  const decision = await decideOn(deps, referral, share, opened)
  if ('denial' in decision) return { code: decision.denial }
  const { permit, grant } = decision
  if (grant === undefined) throw cryptoErrors.statement_invalid()
  if (making.notGrantedBy !== undefined && (await claimedSigner(grant.signature)) === making.notGrantedBy)
    throw errors.new_key_not_here_yet()
  const recipient = await deps.directory.recipientOf(referral.to)
  if (recipient === undefined) return { code: 'recipient_unknown' }
  await spendPermit(deps, permit)
  return release(deps, { ...making, referral, share, opened, permit, grant, recipient })
}

function decideOn(deps: BuildPackageDeps, referral: PackageReferral, share: Share, { held }: OpenedHeld) {
  const { hub: ownHub, now, newId, sign } = deps
  const recipientHub = referral.to.hub
  const attestation = attestationOf({ share, held, userId: '', nonce: newId(), recipientHub, ownHub }, sign, now())
  const { referralId, from: sender, to: recipient, protocol, priority, purpose, services } = referral
  return deps.decide({
    occasion: Occasion.PACKAGE,
    token: '',
    userId: undefined,
    subjectId: share.subjectId,
    ...{ referralId, sender, recipient, protocol, priority, purpose, services, attestation },
  })
}

interface Release extends Making {
  readonly referral: PackageReferral
  readonly share: Share
  readonly opened: OpenedHeld
  readonly permit: GivenPermit
  readonly grant: SignedGrant
  readonly recipient: Recipient
}

async function release(deps: BuildPackageDeps, of: Release): Promise<BuiltPackage> {
  const { store, append, now, newId, log } = deps
  const { referral, permit, opened, correlationId } = of
  const { referralId, from, to } = referral
  const stated = asStated(permit, referral.itemCodes)
  const shareId = newId()
  const codeName = codeNameFrom(randomBytes(16))
  const minted = { shareId, codeName, subjectId: of.share.subjectId, agency: to, referralId }
  const theirs = await store.run(tx => getOrAddShare(tx, minted, opened.key))
  const known = { subjectId: of.share.subjectId, key: opened.key, referralId, protocol: referral, sender: from }
  const assessed = [...(await deps.findAssessed(known)), ...(of.completing?.assessed ? [of.completing.assessed] : [])]
  const statements = await deps.findStatements({ ...known, shareId: theirs.shareId })
  const { reviewsFor } = await deps.findReviews(of.share.subjectId, opened.key)
  const by = { codeName: theirs.codeName, engine: deps.engine, policy: deps.views, reviewsFor }
  const again = { isFirst: false, from: PASSED_ON, referenceOf: referencesFor(opened.key, theirs.shareId) }
  const cutting = { ...by, abroad: true, assessed, statements, again, now: now() }
  const reading = { subjectId: of.share.subjectId, agency: to, referralId }
  const projection = await withSurrogates(store, reading, opened.key, surrogates =>
    project(opened.held, allowanceOf(stated), { ...cutting, surrogates }),
  )
  if (projection.withheld.some(line => line.reason === 'redaction_failed'))
    messages['narrative.withheld'](log, { referralId, correlationId })
  const place = { subjectId: of.share.subjectId, referralId, protocol: referral }
  await keepWaiting(deps, place, unsafeIn(projection, from))
  const packageId = newId()
  const expiresAt = deps.expiryOf(now(), referral.priority)
  const own = { held: opened.held, projection, codeName: theirs.codeName, recipientHub: to.hub, ownHub: deps.hub }
  const { grant, completing, recipient } = of
  const whole = packageViewOf({ ...own, now: now() })
  // What is for the agency alone is sealed to it inside; its hub gets what it has to decide by.
  const view = recipient.own ? { ...whole, categories: {}, withheld: [] } : whole
  const contents = { packageId, referralId, from, to, ...labelsOf(stated), codeName: theirs.codeName, projection }
  const { itemCodes } = referral
  const toSeal = {
    id: packageId,
    referralId,
    from,
    to,
    permit: stated,
    itemCodes,
    content: contentsBytes(contents),
    at: now(),
  }
  const inside = recipient.own && {
    ...(await sealInside(deps.packageKey, { ...toSeal, recipient: recipient.own })),
    categories: Object.keys(projection.categories),
  }
  const code = heldByAgency(recipient)
  const data = packageBytes({
    packageId,
    referral,
    permit,
    grant,
    view,
    expiresAt,
    supplement: completing !== undefined,
    recordVersion: opened.version,
    viewPolicyHash: deps.views.hash,
    recipientFingerprint: recipient.envelope.fingerprint,
    inside,
  })
  // Before the log says that it was released: exchange cannot carry it. The code is exchange's own.
  if (data.byteLength > MAX_CIPHERTEXT_BYTES - SEALING_OVERHEAD_BYTES) return { code: 'package_too_large' }
  const signingKey = await deps.packageKey(recipient.envelope.profile)
  // It leaves when this function has answered: the entry that comes first can say what exactly it is.
  const sealed = await sealToAgency(data, recipient.envelope, signingKey)
  await append({
    ...groundsOf(permit),
    ...shownOf(projection, deps.views),
    ...{ packageId, packageHash: sealed.sha256 },
    grantHash: hash('sha256', grant.grant, 'hex'),
    entryId: newId(),
    action: Action.PACKAGE_RELEASED,
    ...(code && { code }),
    ...(referral.by && enteredBy(referral.by)),
    agency: from,
    referralId,
    subjectRef: theirs.shareId,
    recipient: to,
    occurredAt: timestampFromDate(now()),
  })
  const built = { subjectId: of.share.subjectId, version: opened.version, linked: opened.linked }
  const keys = {
    sealedTo: keysOf(recipient),
    signedBy: await signerOfKey(signingKey),
    grantedBy: (await claimedSigner(grant.signature)) ?? '',
  }
  return { packageId, expiresAt, of: built, ...keys, ...sealed }
}
