import type { AgencyRef, Exclusion } from '../agency.ts'
import type { Form } from '../form.ts'
import { statusOf } from '../record.ts'
import type { RecordedBasis } from '../recorded-basis.ts'

/** What became of a consent. None of it is taken over by whoever imports it: there it begins anew. Times in ISO 8601. */
export interface Fate {
  readonly id: string
  readonly version: number
  readonly inForce: boolean
  /** The agency that recorded it, and answers for it. */
  readonly controller: AgencyRef
  readonly grantedAt: string
  /** Exclusive. */
  readonly endsAt: string
  readonly policyHash: string
  readonly withdrawnAt?: string | undefined
  readonly confirmBy?: string | undefined
  readonly confirmedAt?: string | undefined
  /** Its sheet is still to come. */
  readonly sheetBy?: string | undefined
  readonly supersedes?: string | undefined
  readonly supersededBy?: string | undefined
}

/** What a FHIR Consent carries of a record. Not in it: who recorded it, and the internal id of the person. */
export interface Carried {
  readonly form: Form
  readonly fate: Fate
}

interface Around {
  readonly hub: string
  /** Whom the person excluded on this form. */
  readonly excluded: readonly Exclusion[]
  readonly now: Date
}

export function carriedOf(basis: RecordedBasis, { hub, excluded, now }: Around): Carried {
  const { record, form, agencyId, policyHash, supersedes, supersededBy } = basis
  return {
    form: { ...form, ...(excluded.length > 0 && { excluded }) },
    fate: {
      id: record.id,
      version: record.version,
      inForce: statusOf(record, now) === 'in_force',
      controller: { hub, agencyId },
      grantedAt: record.grantedAt.toISOString(),
      endsAt: record.endsAt.toISOString(),
      policyHash,
      withdrawnAt: record.withdrawnAt?.toISOString(),
      confirmBy: record.confirmBy?.toISOString(),
      confirmedAt: record.confirmedAt?.toISOString(),
      sheetBy: record.sheetBy?.toISOString(),
      supersedes,
      supersededBy,
    },
  }
}
