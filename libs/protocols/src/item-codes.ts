import type { StatedCodes } from '@amparo/contracts'
import type { FieldError } from '@amparo/kernel'

interface Stating {
  /** By whoever sends it now. */
  readonly stated: StatedCodes | undefined
  /** Under which it came to them. */
  readonly came: StatedCodes | undefined
  /** The protocol asks for them of everybody who sends under it. */
  readonly isEvaluated: boolean
}

type Carried = { readonly codes: StatedCodes | undefined } | { readonly faults: readonly FieldError[] } | 'differ'

/**
 * Under which handling code and evaluation something goes: as it came, whatever whoever passes it on says; else as they say, where the
 * protocol asks for it, and under none where it does not.
 */
export function codesToCarry({ stated, came, isEvaluated }: Stating): Carried {
  if (came !== undefined) return stated === undefined || isSame(stated, came) ? { codes: came } : 'differ'
  if (isEvaluated === (stated !== undefined)) return { codes: stated }
  return { faults: [{ pointer: '/itemCodes', code: isEvaluated ? 'required' : 'not_allowed' }] }
}

const isSame = (one: StatedCodes, other: StatedCodes): boolean =>
  one.handling === other.handling && one.source === other.source && one.information === other.information
