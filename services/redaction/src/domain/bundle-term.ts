import { SHARED_ENDS_MS } from '@amparo/kernel'

/** What an agency opens with its own key is fetched by people, not by a service. */
const AGENCY_HELD_MS = 90 * 24 * 3_600_000

/** By when a bundle that is sealed now has to be opened; it stands in what is signed. */
export const bundleExpiryOf = (madeAt: Date, { agencyHeld }: { readonly agencyHeld: boolean }): Date =>
  new Date(madeAt.getTime() + (agencyHeld ? AGENCY_HELD_MS : SHARED_ENDS_MS))
