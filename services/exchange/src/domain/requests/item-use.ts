import type { Run } from '@amparo/protocols'
import { listOf, recordOf } from './coded-lists.ts'
import { goneBackOf } from './gone-back.ts'
import type { Item } from './items.ts'
import { KEEP_LONGER, permissionsOf, standingOf, TO_DEFENCE, type UsePermission } from './permissions.ts'
import { type Party, type Signed, type Step, sideOf } from './request.ts'
import type { Treaty } from './terms.ts'

/** As the contract names them. */
export const USES = [
  'as-requested',
  'judicial-proceedings',
  'other-proceedings',
  'other-offence',
  'civil-proceedings',
  'disclose-to-defence',
  'export',
  'pass-to-other-agency',
  'pass-to-other-state',
] as const
type ItemUseCode = (typeof USES)[number]

/** As the contract names them, too: why an item may not be used so. */
export const USE_DENIALS = [
  'item_use_not_permitted',
  'item_use_not_answered',
  'item_use_refused',
  'item_use_spent',
  'item_use_without_identity',
  'item_term_over',
  'item_gone_back',
  'item_announce_first',
] as const
export type ItemDenial = (typeof USE_DENIALS)[number]

/**
 * As the contract has it, too: what each handling code lets whoever received an item do unasked, beyond reading it for what it was asked for (SIENA: H0 to prevent and
 * combat crime; H1 not in judicial proceedings, H2 not disseminated, without permission; H3 as its sender says). Under the treaty's
 * specialty no code lets it be used for anything else, nor leave for another state.
 */
export const FREE_USES = {
  h0: ['judicial-proceedings', 'export', 'pass-to-other-agency'],
  h1: ['export', 'pass-to-other-agency'],
  h2: ['judicial-proceedings'],
  h3: [],
} as const satisfies Readonly<Record<string, readonly ItemUseCode[]>>

/** A code that is not known here lets nothing; an annex serves what is asked, whatever its code. */
const isFree = (use: ItemUseCode, { of, handling }: Item): boolean =>
  of === 'items' &&
  Object.entries<readonly ItemUseCode[]>(FREE_USES).some(([code, free]) => code === handling && free.includes(use))

export interface WantedUse {
  readonly use: ItemUseCode
  /** Whom it reaches. */
  readonly to: Party
}

interface Received {
  readonly request: Signed
  readonly treaty: Treaty
  readonly run: Run<Step>
  readonly item: Item
  /** How often each permission has let this item be used so, by its number. */
  readonly spent: ReadonlyMap<number, number>
}

/** A use that is permitted, and by which permission; undefined: it needs none. */
interface PermittedUse {
  readonly use: ItemUseCode
  readonly permission: number | undefined
}
type UseDecision = { readonly uses: readonly PermittedUse[] } | { readonly refusal: ItemDenial }

/** Whether an item that came may be used so. Every use that it amounts to has to be let; the first that is not is named. */
export function decideUse(received: Received, wanted: WantedUse, now: Date): UseDecision {
  const { run, item } = received
  // What is said not to be here any more is used by nobody here, whatever copies there are.
  if (item.of === 'items' && goneBackOf(run)(item) !== undefined) return { refusal: 'item_gone_back' }
  const permissions = permissionsOf(run, item.of)
  if (isOver(item, permissions, now)) return { refusal: 'item_term_over' }
  const uses: PermittedUse[] = []
  for (const use of usesIn(received, wanted)) {
    const one = decideOne(received, permissions, { use, to: wanted.to }, now)
    if (typeof one === 'string') return { refusal: one }
    uses.push({ use, permission: one.permission })
  }
  return { uses }
}

const NOT_OF_ITSELF: readonly ItemUseCode[] = ['as-requested', 'pass-to-other-agency', 'pass-to-other-state']

/** Whoever is not of the request is given it from outside; what leaves for another state than it came from is passed on, whatever it is for. */
function usesIn({ request, item }: Received, { use, to }: WantedUse): ItemUseCode[] {
  const { parties, draftedBy } = request
  const [own, other] = item.of === 'items' ? (['sender', 'recipient'] as const) : (['recipient', 'sender'] as const)
  // To whoever sent it nothing of it is disclosed.
  if (to.hub === parties[other].hub) return []
  const isHere = to.hub === parties[own].hub
  const isOfRequest = isHere && ((own === 'sender' && to.agencyId === draftedBy) || sideOf(request, to) === own)
  const passing: readonly ItemUseCode[] = isOfRequest ? [] : [isHere ? 'pass-to-other-agency' : 'pass-to-other-state']
  // Whether it is passed on follows from whom it reaches, whatever is said.
  return [...(NOT_OF_ITSELF.some(one => one === use) ? [] : [use]), ...passing]
}

function decideOne(
  { treaty, run, item, spent }: Received,
  permissions: readonly UsePermission[],
  { use, to }: WantedUse,
  now: Date,
): { readonly permission: number | undefined } | ItemDenial {
  if (isFree(use, item)) return { permission: undefined }
  const wanted = { item: item.id, use, to: use === 'pass-to-other-state' ? to.hub : undefined }
  const standing = standingOf(permissions, wanted, now)
  if (standing.state === 'permitted') {
    if (standing.how === 'without-identity-of-victims') return 'item_use_without_identity'
    if (standing.how === 'once-only' && (spent.get(standing.n) ?? 0) > 0) return 'item_use_spent'
    return { permission: standing.n }
  }
  // What clears an accused is not kept from the defence for want of leave, where the treaty lets it go after telling (UNTOC 18(19)).
  if (use === TO_DEFENCE && item.clears && treaty.specialty.toDefence === 'tell-first')
    return isAnnounced(run, item) ? { permission: undefined } : 'item_announce_first'
  if (standing.state === 'asked') return 'item_use_not_answered'
  return standing.state === 'refused' ? 'item_use_refused' : 'item_use_not_permitted'
}

/** Whether the other side was told that an item clears somebody. An announcement that names no items is of all that do. */
export const isAnnounced = ({ since }: Pick<Run<Step>, 'since'>, { id }: Pick<Item, 'id'>): boolean =>
  since.some(({ step, data }) => {
    const items = listOf(data['items'])
    return step === 'announce-exculpatory' && (items.length === 0 || items.some(one => recordOf(one)['item'] === id))
  })

/** Past the day by which it is to be returned or destroyed, unless it may be kept longer. */
function isOver({ id: item, useEnds }: Item, permissions: readonly UsePermission[], now: Date): boolean {
  if (useEnds === undefined || now < useEnds) return false
  return standingOf(permissions, { item, use: KEEP_LONGER, to: undefined }, now).state !== 'permitted'
}
