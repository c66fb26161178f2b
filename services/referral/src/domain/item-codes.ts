import type { FieldError } from '@amparo/kernel'
import type { Protocol } from '@amparo/protocols'

/** How its sender lets what is sent be handled, and how it evaluates source and information. Codes of the contract's lists. */
export interface ItemCodes {
  readonly handling: string
  readonly source: string
  readonly information: string
}

/** A protocol asks for them of everybody who sends under it, or of nobody. */
export function codeFaults({ evaluated }: Pick<Protocol, 'evaluated'>, codes: ItemCodes | undefined): FieldError[] {
  if ((evaluated === true) === (codes !== undefined)) return []
  return [{ pointer: '/itemCodes', code: evaluated ? 'required' : 'not_allowed' }]
}
