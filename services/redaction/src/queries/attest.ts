import type { Signed } from '@amparo/contracts'
import type { SigningKey } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { isSheetHeld } from '../store/consent-sheets.ts'
import { findKnownReferral } from '../store/known-referrals.ts'
import { findShare } from '../store/shares.ts'
import { attestationOf } from './attestation.ts'
import type { OpenHeld } from './open-held.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly openHeld: OpenHeld
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
  readonly nonce: string
  readonly requestHash: string
}

/** Undefined for a reference that is not the caller's agency's, whether or not it is somebody else's. */
export type Attest = (query: AttestQuery) => Promise<Signed | undefined>

export const attest =
  ({ hub, store, openHeld, sign, now }: Deps): Attest =>
  async ({ caller, subjectRef, language, recipientHub, sheet, nonce, requestHash }) => {
    const share = await store.read(reader => findShare(reader, subjectRef))
    if (share === undefined || share.agency.hub !== hub || share.agency.agencyId !== caller.agency) return undefined
    // Who was given a person to read learns nothing by asking: neither nationality, nor age, nor that protection is sought.
    const held = share.referralId === null ? (await openHeld(share.subjectId)).held : undefined
    const { subjectId, agency: by } = share
    const sheetHeld =
      held !== undefined &&
      sheet !== undefined &&
      (await store.read(reader => isSheetHeld(reader, { ...sheet, subjectId, by }, sheet.sha256)))
    const { referralId } = share
    const came = referralId === null ? undefined : await store.read(reader => findKnownReferral(reader, referralId))
    const itemCodes = came?.itemCodes
    return attestationOf(
      {
        share,
        held,
        sheetHeld,
        itemCodes,
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
