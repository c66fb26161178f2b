/** How its sender lets what is sent be handled, and how it evaluates source and information. Codes of the contract's lists. */
export interface ItemCodes {
  readonly handling: string
  readonly source: string
  readonly information: string
}
