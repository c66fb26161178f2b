import {
  type Grant,
  GrantSchema,
  type PackageOpened,
  readForeign,
  SignedGrantSchema,
  timestampDate,
  type AgencyRef as WireRef,
} from '@amparo/contracts'
import type { AgencyRef } from '../domain/agency.ts'
import type { GrantClaim } from '../domain/grant-claim.ts'
import { readAll, wires } from '../ports/codes.ts'
import { readExclusion } from '../ports/exclusions.ts'
import type { SignedGrantBytes } from '../ports/grant-signature.ts'
import { readOnward } from '../ports/onward-terms.ts'

export interface ReceivedGrant {
  readonly signed: SignedGrantBytes
  /** Undefined when its bytes say something that this hub does not understand: unknown denies. */
  readonly claim: GrantClaim | undefined
}

/** What a package says of itself, and the grant inside it. Nothing of it is believed yet. */
export function readGrant(event: PackageOpened): ReceivedGrant | undefined {
  const signed = decode(() => readForeign(SignedGrantSchema, event.grant))
  if (signed === undefined) return undefined
  const grant = decode(() => readForeign(GrantSchema, signed.grant))
  return {
    signed: { bytes: signed.grant, signature: signed.signature },
    claim: grant && understood(event, grant),
  }
}

function understood(event: PackageOpened, grant: Grant): GrantClaim | undefined {
  const [from, to] = [refOf(event.from), refOf(event.to)]
  const [issuer, recipient] = [refOf(grant.issuer), refOf(grant.recipient)]
  const protocol = wires.protocol.read(event.protocol)
  const priority = wires.priority.read(event.priority)
  const purpose = wires.purpose.read(event.purpose)
  const basis = wires.basis.read(grant.basis)
  const purposes = readAll(wires.purpose, grant.purposes)
  const categories = readAll(wires.category, grant.categories)
  if (!from || !to || !issuer || !recipient) return undefined
  if (!protocol || !priority || !purpose || !basis || !purposes || !categories) return undefined
  const onward = grant.onward && readOnward(grant.onward)
  if (grant.onward !== undefined && (onward === undefined || basis !== 'consent')) return undefined
  const excluded = grant.excluded.map(readExclusion)
  if (!excluded.every(one => one !== undefined)) return undefined
  if (grant.validFrom === undefined || grant.validUntil === undefined || grant.grantId === '') return undefined
  return {
    grant: {
      ...{ from, to, protocol, priority, purpose, basis, purposes, categories },
      grantId: grant.grantId,
      referralId: event.referralId,
      packageId: event.packageId,
      subjectId: event.subjectId,
      basisId: grant.basisId,
      codeNameOnly: grant.codeNameOnly,
      reportBack: grant.reportBack,
      onward,
      instrumentId: grant.instrumentId,
      validFrom: timestampDate(grant.validFrom),
      validUntil: timestampDate(grant.validUntil),
    },
    excluded: [...excluded, ...(onward?.excluded ?? [])],
    signedFor: { referralId: grant.referralId, issuer, recipient, onwardPermitted: grant.onwardPermitted },
  }
}

const refOf = (ref: WireRef | undefined): AgencyRef | undefined =>
  ref === undefined || ref.hub === '' || ref.agencyId === '' ? undefined : { hub: ref.hub, agencyId: ref.agencyId }

function decode<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
