import { type Client, type LinkView, ProblemError } from '@amparo/client'
import { createSender, type Sending, type SendingClient, StageRefused } from '../../form/send.ts'

export type RowState =
  | { readonly kind: 'waiting' | 'sending' | 'unsure' }
  | { readonly kind: 'refused'; readonly problem: ProblemError }
  | {
      readonly kind: 'sent'
      readonly referralId: string
      readonly consentId: string
      /** A second person must have confirmed by then. */
      readonly confirmBy: string | undefined
    }

/** What one referral of an intake says of the others. */
export interface Belongs {
  readonly intakeId?: string
  readonly links: readonly Pick<LinkView, 'referralId' | 'kind'>[]
}

/** One person of the intake: what is sent, once it is known what else it belongs to. */
export interface Person {
  readonly key: string
  sending(belongs: Belongs): Sending
}

export type IntakeClient = SendingClient & {
  openIntake(...asked: Parameters<Client['openIntake']>): Promise<{ readonly id: string }>
}

/** Nobody answered, or could not just now: it may have been done. */
const isUnsure = ({ status }: ProblemError) => status === 0 || status >= 500 || status === 429

/**
 * Sends the people of one event one after another. What was sent is not sent again, and what was not answered goes out again
 * under its own keys, so that nobody is doubled, however often the connection breaks. A refusal stops its row only.
 */
export function createIntakeSender(client: IntakeClient, newKey: () => string) {
  const intakeKey = newKey()
  const senders = new Map<string, ReturnType<typeof createSender>>()
  const sent = new Map<string, RowState & { kind: 'sent' }>()
  let intakeId: string | undefined
  let firstId: string | undefined

  const senderOf = (key: string) => {
    const sender = senders.get(key) ?? createSender(client, newKey)
    senders.set(key, sender)
    return sender
  }

  async function sendOne(person: Person): Promise<RowState & { kind: 'sent' }> {
    const links = firstId === undefined ? [] : [{ referralId: firstId, kind: 'same-event' }]
    const { referral, consent } = await senderOf(person.key)(
      person.sending({ links, ...(intakeId === undefined ? {} : { intakeId }) }),
      () => undefined,
    )
    firstId ??= referral.id
    return { kind: 'sent', referralId: referral.id, consentId: consent.id, confirmBy: consent.confirmBy }
  }

  /** True: everybody was tried. False: the connection broke, and the rest waits. Throws what needs a sign-in. */
  return async function send(
    intake: { readonly count: number; readonly protocol: string },
    people: readonly Person[],
    tell: (key: string, state: RowState) => void,
  ): Promise<boolean> {
    const rest = people.filter(({ key }) => !sent.has(key))
    if (rest.length === 0) return true
    // One person alone is no intake.
    if (intakeId === undefined && intake.count > 1) {
      try {
        intakeId = (await client.openIntake(intake, intakeKey)).id
      } catch (error) {
        if (error instanceof ProblemError && isUnsure(error)) return false
        throw error
      }
    }
    for (const person of rest) {
      tell(person.key, { kind: 'sending' })
      try {
        const done = await sendOne(person)
        sent.set(person.key, done)
        tell(person.key, done)
      } catch (error) {
        const { problem } = error instanceof StageRefused ? error : { problem: undefined }
        if (problem === undefined || problem.status === 401) {
          tell(person.key, { kind: 'waiting' })
          throw error
        }
        if (isUnsure(problem)) {
          tell(person.key, { kind: 'unsure' })
          return false
        }
        tell(person.key, { kind: 'refused', problem })
      }
    }
    return true
  }
}
