import { type Attest, type Attested, factsOf, type StatedFacts } from '../ports/attestation.ts'
import type { Question } from './question.ts'

interface PersonFactsDeps {
  readonly attest: Attest
}

/** What redaction has stated of the person, and the SHA-256 of that, hex. */
export interface Believed {
  readonly facts: StatedFacts
  readonly hash: string
}

/** Under a reference for reading: of the person its attestation says nothing. */
export const isPassedOn = ({ occasion, stated }: Question): boolean => occasion === 'submit' && stated.received

/** As of somebody of whom nothing stands in the way. */
const NOTHING_AGAINST = {
  ...{
    minor: false,
    ageUnknown: true,
    guardianNamed: false,
    guardianConflict: false,
    recipientIsStateOfNationality: false,
  },
  ...{ protectionSeeker: false, fearOfReturnAsked: true, helpSeekingNeeds: false },
}

/** By which it is decided first. Undefined for a reference that is not the caller's. */
export async function factsFor(deps: PersonFactsDeps, question: Question): Promise<Believed | undefined> {
  const { occasion, stated, sender, recipient } = question
  const believed = { facts: factsOf(stated), hash: question.attestationHash }
  if (isPassedOn(question)) return { ...believed, facts: { ...believed.facts, ...NOTHING_AGAINST } }
  return occasion === 'submit' && sender.hub !== recipient.hub ? askFor(deps, question) : believed
}

/**
 * An attestation does not say for which recipient it was made. Whoever submits hands one on, so where the recipient's hub counts,
 * redaction is asked again, from here: a service that was taken over cannot ask about one state and send to another. Undefined
 * for a reference that is not the caller's.
 */
export async function askFor({ attest }: PersonFactsDeps, question: Question): Promise<Attested | undefined> {
  const { caller, stated, recipient } = question
  if (caller === undefined) return undefined
  const about = { subjectRef: stated.subjectRef, languageExplained: '', recipientHub: recipient.hub }
  const attested = await attest({ caller, ...about, onward: stated.received })
  return attested?.subjectId === stated.subjectId ? attested : undefined
}
