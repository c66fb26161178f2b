import { hash } from 'node:crypto'
import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  type Attestation,
  AttestationSchema,
  AttestRequestSchema,
  create,
  attest as question,
  type Signed,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'
import type { Facts } from '../domain/disclosure.ts'
import type { PersonFacts } from '../domain/form.ts'
import type { Sheet } from '../domain/taking.ts'

export interface AttestCommand {
  readonly caller: { readonly user: string; readonly agency: string; readonly token: string }
  readonly subjectRef: string
  readonly languageExplained: string
  readonly recipientHub: string
  /** Is it held of this person, from the caller's agency? */
  readonly sheet?: Sheet | undefined
  /** They are about to be referred on: what is known of them is asked under a reference for reading, too. Absent: it is not. */
  readonly onward?: boolean
}

export interface Attested {
  /** Internal to the hub's services. */
  readonly subjectId: string
  readonly person: PersonFacts
  readonly facts: StatedFacts
  /** False also where no sheet was asked for. */
  readonly sheetHeld: boolean
  /** The reference is a custodian's request for a name: only what may carry that is recorded under it. */
  readonly asksForName: boolean
  /** False: nothing was said of the person. */
  readonly answered: boolean
  /** SHA-256 of the statement, hex. */
  readonly hash: string
}
/** Undefined: the caller's agency has nobody under this reference. */
export type Attest = (command: AttestCommand) => Promise<Attested | undefined>

/** What a form or a decision needs to know of the person, in yes and no. */
export const attestBy =
  (ask: Ask, { signer, now, newId }: Verifying): Attest =>
  async ({ caller, sheet, onward = false, ...about }) => {
    const ofSheet = { sheetId: sheet?.id ?? '', sheetSha256: sheet?.sha256 ?? '' }
    const request = create(AttestRequestSchema, { nonce: newId(), token: caller.token, ...about, onward, ...ofSheet })
    const { attestation: signed } = await ask(question, request)
    if (signed === undefined) return undefined
    const stated = verifyAttestation(signed, { signer, ...boundTo(AttestRequestSchema, request, now) })
    if (!isOf(stated, { ...caller, subjectRef: about.subjectRef })) throw cryptoErrors.statement_invalid()
    const { subjectId, minor, guardianNamed, guardianConflict, speaksLanguageExplained } = stated
    const { sheetHeld, asksForName, answered } = stated
    const person = { minor, ageUnknown: !answered, guardianNamed, guardianConflict, speaksLanguageExplained }
    return { subjectId, person, facts: factsOf(stated), sheetHeld, asksForName, answered, hash: hashOf(signed) }
  }

export type StatedFacts = Omit<Facts, 'exclusions' | 'instruments' | 'importedFrom'>

/** What redaction states of a person for a decision. */
export const factsOf = (stated: Attestation): StatedFacts => ({
  minor: stated.minor,
  ageUnknown: !stated.answered,
  guardianNamed: stated.guardianNamed,
  guardianConflict: stated.guardianConflict,
  recipientIsStateOfNationality: stated.recipientIsStateOfNationality,
  protectionSeeker: stated.protectionSeeker,
  fearOfReturnAsked: stated.fearOfReturnAsked,
  helpSeekingNeeds: stated.helpSeekingNeeds,
  received: stated.received,
})

/** Of one that was verified: as `hashOf`. */
export const statementHash = (signed: Signed | undefined): string => (signed === undefined ? '' : hashOf(signed))

/** SHA-256 of what was signed, hex. */
const hashOf = ({ payload }: Signed): string => hash('sha256', payload, 'hex')

/** Throws statement_invalid. `requestHash: null`: the asker's own question, which is not known here, stands in it. */
export const verifyAttestation = (
  signed: Signed | undefined,
  expected: { readonly signer: Verifying['signer']; readonly now: Date; readonly requestHash: string | null },
): Attestation => verifyStatement(AttestationSchema, 'attestation.v1', signed, expected.signer, expected)

const isOf = (stated: Attestation, by: { user: string; agency: string; subjectRef: string }): boolean =>
  stated.subjectId !== '' &&
  stated.subjectRef === by.subjectRef &&
  stated.agencyId === by.agency &&
  stated.userId === by.user
