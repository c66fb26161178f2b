import { handlingCodes } from './codes.ts'
import type { ItemUseCode } from './item-uses.ts'

/** Of the source: no doubt; mostly reliable; mostly unreliable; cannot be assessed (SIENA). */
export const ITEM_SOURCES = ['source-a', 'source-b', 'source-c', 'source-x'] as const
/** Of the information: not in doubt; known to the source itself; corroborated; neither (SIENA). */
export const ITEM_INFORMATION = ['information-1', 'information-2', 'information-3', 'information-4'] as const

/** How its sender lets an item be handled, and how it evaluates source and information. */
export interface StatedCodes {
  /** h0 to h3 */
  readonly handling: string
  readonly source: string
  readonly information: string
}

/** Undefined: one of them is on no list. */
export function itemCodesIn({ handling, source, information }: StatedCodes): StatedCodes | undefined {
  const isKnown =
    handlingCodes.is(handling) &&
    ITEM_SOURCES.some(code => code === source) &&
    ITEM_INFORMATION.some(code => code === information)
  return isKnown ? { handling, source, information } : undefined
}

/** As a manifest has it: source and information of the 4×4 evaluation, in two signs. */
export const evaluationOf = ({ source, information }: Pick<StatedCodes, 'source' | 'information'>): string =>
  `${source.slice('source-'.length)}${information.slice('information-'.length)}`

/** The same, from a manifest. Undefined: it evaluates nothing, or by codes that are on no list. */
export const codesFrom = ({ handling, evaluation = '' }: { handling: string; evaluation?: string | undefined }) =>
  itemCodesIn({
    handling,
    source: `source-${evaluation.slice(0, 1)}`,
    information: `information-${evaluation.slice(1)}`,
  })

/**
 * What each handling code lets whoever received an item do unasked, beyond reading it for what it was sent for (SIENA: H0 to prevent and
 * combat crime; H1 not in judicial proceedings, H2 not disseminated, without permission; H3 as its sender says). No code lets it be used for
 * anything else, nor leave for another state.
 */
export const FREE_USES = {
  h0: ['judicial-proceedings', 'export', 'pass-to-other-agency'],
  h1: ['export', 'pass-to-other-agency'],
  h2: ['judicial-proceedings'],
  h3: [],
} as const satisfies Readonly<Record<string, readonly ItemUseCode[]>>

/** A code that is not known here lets nothing. */
export const isFreeUse = (use: ItemUseCode, handling: string): boolean => usesUnder(handling).includes(use)

/**
 * Under which codes what came under both goes on: what both let is let, and evaluated as the first says. Undefined: under none.
 */
export function strictestOf(one: StatedCodes | undefined, other: StatedCodes | undefined): StatedCodes | undefined {
  if (one === undefined || other === undefined) return one ?? other
  const letsAll = (lax: string, strict: string) => usesUnder(strict).every(use => isFreeUse(use, lax))
  if (letsAll(other.handling, one.handling)) return one
  return { ...one, handling: letsAll(one.handling, other.handling) ? other.handling : 'h3' }
}

const usesUnder = (handling: string): readonly ItemUseCode[] =>
  Object.entries<readonly ItemUseCode[]>(FREE_USES).find(([code]) => code === handling)?.[1] ?? []
