import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import { ContactAnswerSchema, ContactRequestSchema, create, contactRule as question } from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'
import type { Rule } from '../domain/contact.ts'

export interface CompareCommand {
  readonly caller: { readonly user: string; readonly agency: string; readonly token: string }
  readonly referralId: string
  readonly subjectRef: string
  /** Code. */
  readonly channel: string
}
/** Throws when there is no answer, or one that does not verify. */
export type CompareContact = (command: CompareCommand) => Promise<Rule>

/** Redaction compares; of the rule itself it says nothing. */
export const compareContactBy =
  (ask: Ask, { signer, now, newId }: Verifying): CompareContact =>
  async ({ caller, referralId, subjectRef, channel }) => {
    const about = { nonce: newId(), token: caller.token, referralId, subjectRef, channel }
    const request = create(ContactRequestSchema, about)
    const { answer: signed } = await ask(question, request)
    if (signed === undefined) return 'not-compared'
    const stated = verifyStatement(
      ContactAnswerSchema,
      'contact.v1',
      signed,
      signer,
      boundTo(ContactRequestSchema, request, now),
    )
    const { user, agency } = caller
    if (stated.referralId !== referralId || stated.userId !== user || stated.agencyId !== agency)
      throw cryptoErrors.statement_invalid()
    if (!stated.hasRule) return 'no-rule'
    return stated.channelInside ? 'inside' : 'outside'
  }
