import type { AgencyRef, AgencyView, TokenSession } from '@amparo/client'
import type { SignedIn } from './context.ts'

/** Whether it is the agency for which whoever is signed in works. */
export const isOwn = (
  party: AgencyRef | null | undefined,
  { hub, agency }: Pick<TokenSession, 'hub' | 'agency'>,
): boolean => party?.hub === hub && party.agencyId === agency

/** That agency as the directory has it. */
export const ownAgency = ({ agencies, session }: Pick<SignedIn, 'agencies' | 'session'>): AgencyView | undefined =>
  agencies.find({ hub: session.hub, agencyId: session.agency })
