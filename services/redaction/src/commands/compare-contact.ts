import { ContactAnswerSchema, type Signed, timestampFromDate } from '@amparo/contracts'
import { STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import type { Held } from '../domain/held.ts'
import { contactRuleOf } from '../domain/safe-contact.ts'
import type { Reader } from '../ports/standing.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { findShare, type Share } from '../store/shares.ts'
import { allowanceOf } from './allowance.ts'
import { type AskPermitDeps, askPermit } from './ask-permit.ts'
import { isSame, type OpenCaseDeps, openCase } from './open-case.ts'
import { spendPermit } from './permit.ts'

export interface CompareContactDeps extends AskPermitDeps, OpenCaseDeps {
  readonly store: OpenCaseDeps['store'] & Parameters<typeof spendPermit>[0]['store']
  readonly openHeld: OpenHeld
}

export interface CompareContact {
  /** Of a verified token. */
  readonly caller: Reader
  readonly referralId: string
  readonly subjectRef: string
  /** Code. */
  readonly channel: string
  readonly requestHash: string
}

/** Undefined where the caller may not see the rule: then to compare would tell it, one channel after the other. */
export type CompareContactBy = (query: CompareContact) => Promise<Signed | undefined>

/** Whether a person was reached for by the channel that is safe for them, in yes and no. Throws when consent or the referral cannot answer. */
export const compareContact =
  (deps: CompareContactDeps): CompareContactBy =>
  async ({ caller, referralId, subjectRef, channel, requestHash }) => {
    const share = await deps.store.read(reader => findShare(reader, subjectRef))
    if (share === undefined) return undefined
    const { held } = await deps.openHeld(share.subjectId)
    if (!(await maySee(deps, { caller, referralId, share, held }))) return undefined
    const rule = contactRuleOf(held)
    if (rule === undefined) return undefined
    const stated = {
      ...{ requestHash, referralId, agencyId: caller.agency, userId: caller.user },
      expiresAt: timestampFromDate(new Date(deps.now().getTime() + STATEMENT_LIFETIME_MS)),
      hasRule: rule.channel !== undefined,
      channelInside: rule.channel === channel,
    }
    return signStatement(ContactAnswerSchema, stated, 'contact.v1', deps.sign)
  }

interface Asked extends Pick<CompareContact, 'caller' | 'referralId'> {
  readonly share: Share
  readonly held: Held
}

/** The agency that wrote the rule knows it; a recipient as far as consent lets this user see it now. */
async function maySee(deps: CompareContactDeps, { caller, referralId, share, held }: Asked): Promise<boolean> {
  const isOwn = share.agency.hub === deps.hub && share.agency.agencyId === caller.agency
  if (isOwn && share.referralId === null) return true
  return found(async () => {
    const at = await openCase(deps)(caller, referralId)
    if (at.share.subjectId !== share.subjectId || !isSame(at.parties.to, at.own)) return false
    const asked = { occasion: 'view', sender: at.parties.from, recipient: at.own, held, caller } as const
    const permit = await askPermit(deps, at, { ...asked, correlationId: referralId })
    await spendPermit(deps, permit)
    return allowanceOf(permit).categories.has('contact')
  })
}

/** A refusal is an answer; that nobody answers is none. */
async function found(look: () => Promise<boolean>): Promise<boolean> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable') return false
    throw error
  }
}
