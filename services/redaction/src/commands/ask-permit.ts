import { Occasion } from '@amparo/contracts'
import type { SigningKey } from '@amparo/crypto'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Held } from '../domain/held.ts'
import type { Decide, Party } from '../ports/decision.ts'
import { type GivenPermit, refusalOf } from '../ports/given-permit.ts'
import type { Reader } from '../ports/standing.ts'
import { attestationOf } from '../queries/attestation.ts'
import { messages } from './messages.ts'
import { isSame, type OpenCase } from './open-case.ts'

export interface AskPermitDeps {
  readonly hub: string
  readonly sign: SigningKey
  readonly decide: Decide
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

const OCCASIONS = { view: Occasion.VIEW, package: Occasion.PACKAGE, hand_over: Occasion.HAND_OVER }

export interface AskPermit {
  /** A reader opens something here, or something is about to go to another hub, or a file to the other agency in this one. */
  readonly occasion: keyof typeof OCCASIONS
  readonly caller: Reader
  readonly sender: Party
  readonly recipient: Party
  readonly held: Held
  /** What the recipient assessed, back to its sender: consent to that is asked for. */
  readonly report?: boolean
  readonly correlationId: string
}

/** Asks consent again, with fresh answers about the person. Throws its denial, which consent has in the log of access already. */
export async function askPermit(deps: AskPermitDeps, found: OpenCase, asked: AskPermit): Promise<GivenPermit> {
  const { standing, share, parties } = found
  const { caller, sender, recipient, correlationId, report = false } = asked
  const leaves = asked.occasion === 'package'
  // A report, a file or a message: whatever goes back is asked of where it goes.
  const goesBack = leaves && isSame(sender, parties.to)
  const { referralId, protocol, priority, purpose, services } = standing
  const decision = await deps.decide({
    occasion: OCCASIONS[asked.occasion],
    token: leaves ? '' : caller.token,
    userId: leaves ? undefined : caller.user,
    subjectId: share.subjectId,
    attestation: attestationOf(
      {
        ...{ share, held: asked.held, userId: caller.user, nonce: deps.newId() },
        // Else of the referral: what its two agencies write rests on what it rests on.
        ...{ recipientHub: goesBack ? recipient.hub : parties.to.hub, ownHub: deps.hub, report: goesBack },
      },
      deps.sign,
      deps.now(),
    ),
    ...{ referralId, sender, recipient, protocol, priority, purpose, services, report },
  })
  if ('permit' in decision) return decision.permit
  const code = decision.denial
  const line = { referralId, agencyId: caller.agency, userId: caller.user, code, correlationId }
  messages['view.denied'](deps.log, line)
  throw refusalOf(decision)
}
