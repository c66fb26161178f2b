import type { AgencyView } from '@amparo/client'
import type { Draft } from './draft.ts'

/** Of passing it on. */
export const WAYS = ['refer', 'link'] as const

/** Until somebody asks the person for more, the one way that this referral takes. */
export const actionsOf = ({ actions }: Pick<Draft, 'actions'>, to: AgencyView): readonly string[] =>
  actions ?? [to.member === false ? 'link' : 'refer']

/** Other jurisdictions in which there are such agencies. */
export const hubsWith = (all: readonly AgencyView[], { hub, type }: AgencyView): readonly string[] =>
  [...new Set(all.filter(one => one.type === type && one.hub !== hub).map(one => one.hub))].toSorted()

/** One agency, or its kind: there, and where else the person agreed to. */
export function recipientsOf({ basis, recipientScope, hubs }: Draft, { hub, type: agencyType, agencyId }: AgencyView) {
  if (recipientScope === 'agency') return [{ hub, agencyType, agencyId }]
  const elsewhere = basis === 'consent' ? hubs.filter(other => other !== hub) : []
  return [hub, ...elsewhere].map(one => ({ hub: one, agencyType }))
}

/** Only the person says so, and of a consent alone. With one agency alone there is nobody else to whom it could be referred. */
export const limitsOf = (draft: Draft, to: AgencyView) =>
  draft.basis !== 'consent'
    ? {}
    : {
        actions: actionsOf(draft, to),
        ...(draft.recipientScope === 'type' && draft.onward ? { onward: true } : {}),
      }
