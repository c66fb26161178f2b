import type { Text } from '@amparo/protocols'

/** What may be asked of another state. */
export const ASSISTANCE = [
  ...(['testimony', 'documents', 'search', 'freezing', 'service', 'inspection', 'transfer'] as const),
  ...(['preservation', 'access'] as const),
] as const
export type Assistance = (typeof ASSISTANCE)[number]

/**
 * How a field is answered. `sealed`: a text, persons or a file that redaction holds; here it is the SHA-256 of it, in hex. `tried`: a list
 * of what was tried instead, and what came of it. `files`: a list of files of any size that redaction holds, each by its id, hash and codes.
 */
export const FIELD_KINDS = ['sealed', 'code', 'codes', 'date', 'months', 'yes', 'tried', 'files'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

export interface FieldDef {
  readonly kind: FieldKind
  /** Of `code`, `codes`; of `tried`, what may have come of it. */
  readonly codes: readonly string[]
  readonly text: Text
}

interface Ask {
  readonly field: string
  /** A request without it is not sent. Otherwise it is said where possible or pertinent. */
  readonly essential: boolean
}
/** What a type of assistance needs, whatever the treaty; `source`: a rule that is not the treaty's. */
export interface TypeAsk extends Ask {
  readonly source?: string | undefined
}
export interface TreatyAsk extends Ask {
  readonly article: string
  /** Absent: of every type. */
  readonly types?: readonly Assistance[] | undefined
}

/** Evidence for which nobody needs to be heard, and by which assistance it is asked for. */
export interface Instead {
  readonly source: string
  readonly by: Assistance
}

/** What every request is asked; `urgent`: essential unless its priority is normal. */
export interface CommonAsk {
  readonly field: string
  readonly essential: boolean | 'urgent'
  readonly source?: string | undefined
}

export interface RequestForm {
  readonly version: number
  readonly asks: readonly CommonAsk[]
  readonly types: Readonly<Record<Assistance, { readonly text: Text; readonly asks: readonly TypeAsk[] }>>
  readonly instead: readonly Instead[]
  readonly fields: Readonly<Record<string, FieldDef>>
  readonly words: Readonly<Record<string, Text>>
}

export interface Refusal {
  readonly ground: string
  readonly article: string
  readonly types?: readonly Assistance[] | undefined
}

export interface Treaty {
  readonly treaty: string
  readonly version: number
  /** Of several in force the one of the lowest rank is used: the more particular. */
  readonly rank: number
  readonly short: string
  readonly name: Text
  /** Under which article it gives each. What is not here it does not give. */
  readonly types: Readonly<Partial<Record<Assistance, { readonly article: string }>>>
  readonly asks: readonly TreatyAsk[]
  /** Of the offence, in the state that asks; `except`: offences it covers whatever their penalty. */
  readonly minimumPenalty?:
    | { readonly months: number; readonly article: string; readonly ground: string; readonly except: readonly string[] }
    | undefined
  /** For these the other state may refuse what is no offence of its own. */
  readonly dualCriminality?:
    | { readonly types: readonly Assistance[]; readonly article: string; readonly ground: string }
    | undefined
  /** What may be sent without waiting for the own central authority, which confirms it afterwards. */
  readonly expedited?: { readonly types: readonly Assistance[]; readonly article: string } | undefined
  readonly refusals: readonly Refusal[]
  readonly postponement: { readonly article: string }
  readonly moreAsked: { readonly article: string }
  /** No use but the one asked for. What clears an accused may be disclosed after telling, or only after asking. */
  readonly specialty: { readonly article: string; readonly toDefence: 'ask-first' | 'tell-first' }
  readonly language: { readonly article: string }
  readonly legalisation?: { readonly article: string } | undefined
  readonly costs: { readonly article: string }
  readonly words: Readonly<Record<string, Text>>
}

/** All that requests are made and judged by. Nothing in it changes. */
export interface Terms {
  readonly form: RequestForm
  /** By rank. */
  readonly treaties: readonly Treaty[]
}
