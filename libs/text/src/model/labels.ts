/** O, then B and I of each type. A row of weights has room for eight. */
export const TYPES = ['PERSON', 'PLACE', 'ORG'] as const
export type NameType = (typeof TYPES)[number]
export const LABELS = 7
export const OUTSIDE = 0
export const beginOf = (type: NameType): number => 1 + 2 * TYPES.indexOf(type)
export const insideOf = (type: NameType): number => 2 + 2 * TYPES.indexOf(type)
export const isInside = (label: number): boolean => label > 0 && label % 2 === 0
export const typeOf = (label: number): NameType => TYPES[(label - 1) >> 1] ?? 'PERSON'
/** An I stands only after B or I of its own type. */
export const mayFollow = (before: number, label: number): boolean =>
  !isInside(label) || before === label || before === label - 1
