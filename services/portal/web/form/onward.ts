import type { AgencyRef, OfferView, ReferralView } from '@amparo/client'
import { type Draft, emptyDraft } from './draft.ts'

/** What is known already of a referral that is sent on to an agency that can help; only its lawful basis is still asked for. */
export const onwardDraft = (
  { protocol, priority, purpose }: ReferralView,
  { services }: OfferView,
  to: AgencyRef,
  of: { isForMinors: boolean; language: string },
): Draft => ({
  ...emptyDraft(to.hub, of.language),
  ...{ protocol, priority, purpose, services, hub: to.hub, agency: to.agencyId },
  // Doubt means child (directive 3); of whom nobody said that they are one, their basis says it.
  minor: of.isForMinors ? 'doubt' : 'no',
})

/** What is known already of a draft that the hub opened to protect a child: also that it rests on that, whatever was refused. */
export const draftToSend = (
  { protocol, priority, purpose, services }: ReferralView,
  of: { hub: string; language: string },
): Draft => ({
  ...emptyDraft(of.hub, of.language),
  ...{ protocol, priority, purpose, services, minor: 'yes' },
  ...{ basis: 'child_safeguarding', grantedBy: 'none', purposes: [purpose] },
})
