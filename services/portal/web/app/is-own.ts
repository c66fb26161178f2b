import type { AgencyRef, TokenSession } from '@amparo/client'

/** Whether it is the agency for which whoever is signed in works. */
export const isOwn = (
  party: AgencyRef | null | undefined,
  { hub, agency }: Pick<TokenSession, 'hub' | 'agency'>,
): boolean => party?.hub === hub && party.agencyId === agency
