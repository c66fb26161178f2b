import type { Replay } from '@amparo/store'
import { isAuthority } from '../../domain/requests/agency.ts'
import { errors } from '../../domain/requests/errors.ts'
import { mayExpedite } from '../../domain/requests/expedited.ts'
import { type EvidenceRequest, expectAs } from '../../domain/requests/request.ts'
import { basisOf } from '../../domain/requests/rules.ts'
import { askerOf } from '../../ports/asker.ts'
import { lockRequest } from '../../store/requests.ts'
import type { By, RequestDeps } from './deps.ts'
import { ready, send } from './review-request.ts'

export interface SendExpedited extends By {
  readonly id: string
  readonly version: number
  /** The own central authority, which is to confirm it, and that of the other state. */
  readonly confirmedBy: string
  readonly to: string
  readonly replay: Replay
}

/**
 * Whoever leads the case sends what the treaty lets go at once, complete or not at all: the other state preserves what would be lost, and the
 * own central authority is called to confirm it, or it lapses. Throws as signing does, and expedited_not_provided.
 */
export const sendExpedited =
  (deps: RequestDeps) =>
  async ({ caller, id, version, confirmedBy, to, replay }: SendExpedited): Promise<EvidenceRequest> => {
    const { hub, store, rules, directory } = deps
    const asker = await askerOf(deps, caller)
    const expected = { role: 'drafter', status: ['draft', 'returned', 'in_review'], version } as const
    const draft = await ready(deps, id, asker, expected)
    if (!mayExpedite(basisOf(rules, draft).treaty, draft)) throw errors.expedited_not_provided()
    const { toHub } = draft
    const both = await Promise.all([directory.findAgency(hub, confirmedBy), directory.findAgency(toHub, to)])
    if (!both.every(isAuthority)) throw errors.central_authority_unknown()
    return store.run(async tx => {
      const request = await lockRequest(tx, id)
      expectAs(request, asker, expected)
      const parties = { sender: { hub, agencyId: confirmedBy }, recipient: { hub: toHub, agencyId: to } }
      return send(tx, deps, { ...request, parties, expedited: true }, caller.user)
    }, replay)
  }
