import type { SpanType } from '../types.ts'

/** What the judge tells apart: kinds of identifier that a sentence shows by the same signs. */
export const KINDS = ['PERSON', 'PLACE', 'ORG', 'ADDRESS', 'DATE', 'AGE', 'TRAIT', 'NUMBER'] as const
export type Kind = (typeof KINDS)[number]

/** O, B and I of each kind, and one label alone for numbers and addresses of the net: a row of weights has room for sixteen. */
export const LABELS = 16
export const OUTSIDE = 0
const NUMBER = 15
export const beginOf = (kind: Kind): number => (kind === 'NUMBER' ? NUMBER : 1 + 2 * KINDS.indexOf(kind))
export const insideOf = (kind: Kind): number => (kind === 'NUMBER' ? NUMBER : 2 + 2 * KINDS.indexOf(kind))
export const isInside = (label: number): boolean => label > 0 && label % 2 === 0
export const kindOfLabel = (label: number): Kind => KINDS[(label - 1) >> 1] ?? 'NUMBER'
/** An I stands only after B or I of its own kind. */
export const mayFollow = (before: number, label: number): boolean =>
  !isInside(label) || before === label || before === label - 1

const KIND_OF: ReadonlyMap<string, Kind> = new Map<string, Kind>(
  Object.entries({
    PERSON: 'PERSON',
    ALIAS: 'PERSON',
    PLACE_SMALL: 'PLACE',
    PLACE: 'PLACE',
    ORG_SMALL: 'ORG',
    ADDRESS: 'ADDRESS',
    DATE: 'DATE',
    DATE_BIRTH: 'DATE',
    AGE: 'AGE',
    AMOUNT: 'AGE',
    TRAIT: 'TRAIT',
    NATIONALITY: 'TRAIT',
    OCCUPATION_RARE: 'TRAIT',
    KINSHIP_RARE: 'TRAIT',
    PHONE: 'NUMBER',
    EMAIL: 'NUMBER',
    HANDLE: 'NUMBER',
    URL: 'NUMBER',
    GEO: 'NUMBER',
    PLATE: 'NUMBER',
    DOC_ID: 'NUMBER',
    BANK: 'NUMBER',
    IP: 'NUMBER',
  } satisfies Record<SpanType, Kind>),
)
export const kindOfType = (type: SpanType): Kind => KIND_OF.get(type) as Kind

/** What a piece of a kind is reported as where no finder said it more exactly. */
export const TYPE_OF: Readonly<Record<Kind, SpanType>> = {
  PERSON: 'PERSON',
  PLACE: 'PLACE_SMALL',
  ORG: 'ORG_SMALL',
  ADDRESS: 'ADDRESS',
  DATE: 'DATE',
  AGE: 'AGE',
  TRAIT: 'NATIONALITY',
  NUMBER: 'DOC_ID',
}
