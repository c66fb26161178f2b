import type { AgencyView } from '@amparo/client'
import { protectionStatuses } from '@amparo/contracts'
import type { Draft } from './draft.ts'
import type { Fault } from './faults.ts'

/** Who speaks for a state, as the hub judges it (services/consent/policy). */
const FOR_STATES: readonly string[] = ['consulate']
const STATELESS = 'StatelessPerson'

/** Of whoever goes there it matters what they fear. */
export const mayBeFeared = ({ type, hub }: AgencyView, ownHub: string): boolean =>
  FOR_STATES.includes(type) || hub !== ownHub

/**
 * What the hub would refuse once the person is registered: that something goes to a state which may be theirs, before they were asked in private
 * and feared nothing. `to` is undefined as long as none is chosen.
 */
export function fearFaults(draft: Draft, to: AgencyView | undefined, ownHub: string): readonly Fault[] {
  if (to === undefined) return []
  const { fearAsked, fearInPrivate, fearAnswer, migrationStatus } = draft
  const hasDenied = fearAsked === 'yes' && fearInPrivate && fearAnswer === 'no'
  const reaches = FOR_STATES.includes(to.type) || (to.hub !== ownHub && mayBeTheirs(draft, to.hub, hasDenied))
  if (!reaches) return []
  if (protectionStatuses.some(status => status === migrationStatus) && !isOpenOnceDenied(draft, to))
    return [{ field: 'agency', code: 'state_feared' }]
  if (fearAsked !== 'yes') return [{ field: 'fearAsked', code: 'fear_unasked' }]
  if (!fearInPrivate) return [{ field: 'fearInPrivate', code: 'fear_unasked' }]
  // Without an answer the field asks for it itself.
  return hasDenied || fearAnswer === '' ? [] : [{ field: 'agency', code: 'state_feared' }]
}

/** Whom no state claims is asked first, as others are (ADR 54). */
const isOpenOnceDenied = ({ migrationStatus, nationalities }: Draft, { type }: AgencyView) =>
  migrationStatus === STATELESS && nationalities.length === 0 && !FOR_STATES.includes(type)

/** Where no nationality is known, any other hub may be theirs. */
function mayBeTheirs({ nationalities, migrationStatus }: Draft, hub: string, hasDenied: boolean): boolean {
  if (nationalities.length > 0) return nationalities.includes(hub)
  return !(migrationStatus === STATELESS && hasDenied)
}
