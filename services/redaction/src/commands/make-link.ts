import { randomBytes, randomInt } from 'node:crypto'
import { Action, Priority, timestampFromDate } from '@amparo/contracts'
import { sealViewAnswer } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import { errors } from '../domain/errors.ts'
import type { Link, LinkTimes } from '../domain/link.ts'
import type { Directory } from '../ports/directory.ts'
import { addLink, callBackLinks } from '../store/links.ts'
import type { Codes } from './codes.ts'
import { hashOf } from './link-secret.ts'
import { isSame, type OpenCaseDeps, openCase } from './open-case.ts'
import type { ReleaseViewDeps } from './release-view.ts'
import { takeViewRequest, type ViewCaller } from './view-request.ts'

export interface LinkDeps extends ReleaseViewDeps, OpenCaseDeps {
  readonly store: ReleaseViewDeps['store']
  readonly directory: Directory
  readonly linkTimes: LinkTimes
  readonly codes: Codes
}

interface MakeLink {
  /** Compact JWS of the sender's session, with the key to which the answer is sealed. */
  readonly request: string
  readonly caller: ViewCaller
}

const ROUTE = 'POST /links'
const CODE_DIGITS = 8

/**
 * A one-time link for a referral's recipient, which is no member, and the code that is told by phone. Both are answered once, sealed
 * to who asked; here only hashes stay. A link of before that nobody has opened is called back. Throws not_found for all but an assigned
 * user of the sender, and link_not_needed where the recipient is a member.
 */
export const makeLink =
  (deps: LinkDeps) =>
  async ({ request: compact, caller }: MakeLink): Promise<string> => {
    const { store, now, newId, hub } = deps
    const { referralId, replyCertificate } = await takeViewRequest(deps, ROUTE, compact, caller)
    const { own, parties, share, standing } = await openCase(deps)(caller, referralId)
    if (!isSame(parties.from, own)) throw httpErrors.not_found()
    if (!(await deps.directory.isOutside(parties.to)) || parties.to.hub !== hub) throw errors.link_not_needed()
    const signingKey = await deps.signKey()
    const id = randomBytes(16).toString('base64url')
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
    const codeHash = await deps.codes.hash(code)
    const at = now()
    const { usualMs, emergencyMs } = deps.linkTimes
    const lasts = standing.priority === Priority.EMERGENCY ? emergencyMs : usualMs
    const expiresAt = new Date(at.getTime() + lasts)
    await deps.append({
      ...{ entryId: newId(), action: Action.LINK_MADE, userId: caller.user, agency: own, authentication: caller.acr },
      ...{ referralId, subjectRef: share.shareId, recipient: parties.to, purpose: standing.purpose },
      occurredAt: timestampFromDate(at),
    })
    const link: Link = {
      ...{ idHash: hashOf(id), referralId, fromAgency: own.agencyId, toAgency: parties.to.agencyId, codeHash },
      ...{ madeBy: caller.user, tries: 0, madeAt: at, expiresAt },
      ...{ openedAt: undefined, holderHash: undefined, calledBackAt: undefined },
    }
    await store.run(async tx => {
      await callBackLinks(tx, referralId, at)
      await addLink(tx, link)
    })
    const view = { referralId, id, code, expiresAt: expiresAt.toISOString() }
    return sealViewAnswer({ view, hub, route: ROUTE, request: compact, replyCertificate, signingKey })
  }
