/** A hub has at least so many, outside its operator and of different ones. */
export const ENOUGH_WITNESSES = 3

export interface OfOperator {
  readonly name: string
  readonly domestic: boolean
  readonly operator: string | undefined
}

export interface Witnessing {
  /** Different operators; a witness of whom nobody is named counts as one. */
  readonly operators: number
  /** Of them, those of the hub's own state. That one is independent is not believed of somebody who is not named. */
  readonly domestic: number
}

/** How many outside the operator sign the log, and whether that is enough: three, one of them at home and independent of the operator. */
export function witnessing(witnesses: readonly OfOperator[]): Witnessing & { readonly enough: boolean } {
  const operators = new Set(witnesses.map(({ operator, name }) => operator ?? `/${name}`)).size
  const domestic = new Set(
    witnesses.flatMap(({ domestic, operator }) => (domestic && operator !== undefined ? [operator] : [])),
  ).size
  return { operators, domestic, enough: operators >= ENOUGH_WITNESSES && domestic > 0 }
}
