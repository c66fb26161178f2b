import type { FieldError } from '@amparo/kernel'

/** How whoever sent an item first lets it be handled, and how they evaluate source and information. Codes of the contract's lists. */
export interface ItemCodes {
  readonly handling: string
  readonly source: string
  readonly information: string
}

interface Stating {
  /** By whoever sends it now. */
  readonly stated: ItemCodes | undefined
  /** Under which it came to them. */
  readonly came: ItemCodes | undefined
  /** The protocol asks for them. */
  readonly isEvaluated: boolean
}

type Carried = { readonly codes: ItemCodes | undefined } | { readonly faults: readonly FieldError[] } | 'differ'

/** Under which codes an item goes: as it came, whatever whoever passes it on says; else as they say, where the protocol asks for it. */
export function codesToCarry({ stated, came, isEvaluated }: Stating): Carried {
  if (came !== undefined) return stated === undefined || isSame(stated, came) ? { codes: came } : 'differ'
  if (isEvaluated === (stated !== undefined)) return { codes: stated }
  return { faults: [{ pointer: '/itemCodes', code: isEvaluated ? 'required' : 'not_allowed' }] }
}

const isSame = (one: ItemCodes, other: ItemCodes): boolean =>
  one.handling === other.handling && one.source === other.source && one.information === other.information
