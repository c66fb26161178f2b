import { AttestationSchema, type Signed, type StatedCodes, timestampFromDate } from '@amparo/contracts'
import { type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import { type Answer, answerFor, type Held } from '../domain/held.ts'
import type { Share } from '../store/shares.ts'

export interface Attesting {
  readonly share: Share
  /** Undefined: nothing is said of the person. */
  readonly held: Held | undefined
  readonly userId: string
  readonly nonce: string
  /** Absent inside a request of this service's own. */
  readonly requestHash?: string
  /** Absent: not asked. */
  readonly language?: string
  readonly recipientHub: string
  readonly ownHub: string
  readonly report?: boolean
  /** Of the signed sheet that was asked for. */
  readonly sheetHeld?: boolean
  /** The reference is a custodian's open request. Absent: no. */
  readonly asksForName?: boolean
  /** Under which what is known of the person came to the agency. */
  readonly itemCodes?: StatedCodes | undefined
}

/** Signed yes/no answers about a person. Valid 30 s. */
export function attestationOf(of: Attesting, sign: SigningKey, now: Date): Signed {
  const { share, held, userId, nonce, recipientHub, ownHub } = of
  const { requestHash = '', language = '', report = false, sheetHeld = false, itemCodes, asksForName = false } = of
  const answer = held === undefined ? NOTHING : answerFor(held, { language, recipientHub, ownHub, report }, now)
  return signStatement(
    AttestationSchema,
    {
      subjectId: share.subjectId,
      subjectRef: share.shareId,
      agencyId: share.agency.agencyId,
      userId,
      requestHash,
      expiresAt: timestampFromDate(new Date(now.getTime() + STATEMENT_LIFETIME_MS)),
      nonce,
      minor: answer.minor,
      guardianNamed: answer.guardianNamed,
      guardianConflict: answer.guardianConflict,
      speaksLanguageExplained: answer.speaksLanguage,
      recipientIsStateOfNationality: answer.recipientIsStateOfNationality,
      protectionSeeker: answer.protectionSeeker,
      fearOfReturnAsked: answer.fearOfReturnDenied,
      helpSeekingNeeds: answer.helpSeekingNeeds,
      answered: held !== undefined,
      received: share.referralId !== null,
      ...{ sheetHeld, asksForName },
      ...(itemCodes && { itemCodes }),
    },
    'attestation.v1',
    sign,
  )
}

const NOTHING: Answer = {
  minor: false,
  guardianNamed: false,
  guardianConflict: false,
  speaksLanguage: false,
  recipientIsStateOfNationality: false,
  protectionSeeker: false,
  fearOfReturnDenied: false,
  helpSeekingNeeds: false,
}
