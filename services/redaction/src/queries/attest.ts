import type { Signed } from '@amparo/contracts'
import type { SigningKey } from '@amparo/crypto'
import { type Clock, isUuid } from '@amparo/kernel'
import type { Reader, Store } from '@amparo/store'
import { isOpen } from '../domain/reidentification.ts'
import { isSheetHeld } from '../store/consent-sheets.ts'
import { findKnownReferral } from '../store/known-referrals.ts'
import { findReidentification } from '../store/reidentifications.ts'
import { findShare, type Share } from '../store/shares.ts'
import { attestationOf } from './attestation.ts'
import type { OpenHeld } from './open-held.ts'
import { isInCompartment, type Protocols } from './protocol-rules.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly openHeld: OpenHeld
  readonly forms: Protocols
  readonly sign: SigningKey
  readonly now: Clock
}

export interface AttestQuery {
  /** Of a verified token. */
  readonly caller: { readonly user: string; readonly agency: string }
  readonly subjectRef: string
  readonly language: string
  readonly recipientHub: string
  /** Undefined: not asked. */
  readonly sheet: { readonly sheetId: string; readonly sha256: string } | undefined
  /** The person is about to be referred on: it is asked of whom the agency was given to read, too. */
  readonly onward: boolean
  readonly nonce: string
  readonly requestHash: string
}

/** Undefined for a reference that is not the caller's agency's, whether or not it is somebody else's. */
export type Attest = (query: AttestQuery) => Promise<Signed | undefined>

export const attest =
  ({ hub, store, openHeld, forms, sign, now }: Deps): Attest =>
  async ({ caller, subjectRef, language, recipientHub, sheet, onward, nonce, requestHash }) => {
    const share = await store.read(
      async reader =>
        (await findShare(reader, subjectRef)) ?? (await requestedBy(forms, reader, subjectRef, { hub, at: now() })),
    )
    if (share === undefined || share.agency.hub !== hub || share.agency.agencyId !== caller.agency) return undefined
    const { subjectId, agency: by, referralId } = share
    const asksForName = referralId === subjectRef
    const isOwn = referralId === null
    // Who was given a person to read learns nothing by asking: neither nationality, nor age, nor that protection is sought. To refer them on, what
    // is known is decided by, as when it is opened.
    const held = isOwn || (onward && !asksForName) ? (await openHeld(subjectId)).held : undefined
    const sheetHeld =
      isOwn &&
      sheet !== undefined &&
      (await store.read(reader => isSheetHeld(reader, { ...sheet, subjectId, by }, sheet.sha256)))
    const came = referralId === null ? undefined : await store.read(reader => findKnownReferral(reader, referralId))
    const itemCodes = came?.itemCodes
    return attestationOf(
      {
        share,
        held,
        sheetHeld,
        itemCodes,
        asksForName,
        userId: caller.user,
        nonce,
        requestHash,
        language,
        recipientHub,
        ownHub: hub,
      },
      sign,
      now(),
    )
  }

/**
 * A custodian's request is a reference too, while it is open, for the agency that has made it: under it the order is recorded on which the
 * name may be told. It says no more of the person than a reference for reading.
 */
async function requestedBy(
  forms: Protocols,
  reader: Reader,
  requestId: string,
  { hub, at }: { readonly hub: string; readonly at: Date },
): Promise<Share | undefined> {
  const request = isUuid(requestId) ? await findReidentification(reader, requestId) : undefined
  if (request === undefined || !isOpen(request, at)) return undefined
  const { subjectId, requestedAgency: agencyId } = request
  if (await isInCompartment(forms, reader, subjectId)) return undefined
  return { shareId: requestId, subjectId, agency: { hub, agencyId }, referralId: requestId }
}
