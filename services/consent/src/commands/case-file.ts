import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { type Accredited, hasLapsed, isSameAgency } from '../domain/agency.ts'
import type { DisclosureRequest, Facts, Instrument } from '../domain/disclosure.ts'
import { instrumentOf } from '../domain/one-case.ts'
import type { Policy } from '../domain/policy.ts'
import { type BasisRecord, standsIn } from '../domain/record.ts'
import { isAbout, recordOfGrant, type Submission } from '../domain/submission.ts'
import type { Attest } from '../ports/attestation.ts'
import type { Directory, Listed } from '../ports/directory.ts'
import type { Assumed } from '../store/keep-decisions.ts'
import { hasLeft } from '../store/permits.ts'
import { type OnRecord, partiesOf, type RecordDeps, readRecord, recall, type Seen } from './on-record.ts'
import { askFor, type Believed, factsFor, isPassedOn } from './person-facts.ts'
import type { Question } from './question.ts'

/** All that a decision looks at. */
export interface CaseFile {
  readonly request: DisclosureRequest
  readonly records: readonly BasisRecord[]
  readonly facts: Facts
  /** Nothing is asked of the person yet: `hear` does, once nothing else stands in the way. */
  readonly unheard: boolean
  /** What was permitted at submission, for a package or a view. */
  readonly submission: Submission | undefined
  /** The referral's recipient writes to its sender: that rests on what the referral rests on, as long as it stands. */
  readonly answers: boolean
  /** SHA-256 of the statements about the person that were believed, hex. */
  readonly attestationHashes: readonly string[]
  /** Of the person, as they were on record when it was read. */
  readonly exclusions: number
  /** What of it is remembered, and has to be so still when the decision is kept. Undefined: all of it was read for this decision. */
  readonly assumed: Assumed | undefined
}

export interface CaseFileDeps extends RecordDeps {
  readonly store: Pick<Store, 'read'>
  readonly directory: Pick<Directory, 'findParty' | 'instruments'>
  readonly attest: Attest
  readonly policy: Policy
  readonly now: Clock
}

/**
 * Undefined when the question is about a referral that this hub knows otherwise, or does not know where it must. `afresh`: nothing is taken
 * from memory.
 */
export const openCaseFile =
  (deps: CaseFileDeps) =>
  async (asked: Question, { afresh }: { readonly afresh: boolean }): Promise<CaseFile | undefined> => {
    const { store, directory, policy } = deps
    const answers = asked.occasion !== 'submit' && (await isAnswer(deps, asked))
    // Whether the referral could still be opened by its recipient is what is decided then, and whether its sender is barred.
    const question: Question = answers
      ? { ...asked, occasion: 'view', sender: asked.recipient, recipient: asked.sender }
      : asked
    const { sender, recipient } = question
    const [attested, from, to, instruments] = await Promise.all([
      factsFor(deps, question),
      directory.findParty(sender),
      directory.findParty(recipient),
      sender.hub === recipient.hub
        ? []
        : directory.instruments({
            from: sender.hub,
            to: recipient.hub,
            matter: policy.protocols[question.protocol].matter,
          }),
    ])
    // Nobody reports but the recipient, and to nobody but the sender.
    if (attested === undefined || (question.report && !answers)) return undefined
    // By a link nobody sees but who is no member; and such a one sees in no other way.
    if (question.occasion !== 'submit' && (question.occasion === 'link') !== (to?.outside ?? false)) return undefined
    const held = await isHeld(deps, question, [from, to])
    const about = { question, answers, held, attested, from, to, instruments, policy }
    const remembered = afresh ? undefined : recall(deps, question)
    const file = remembered && fileOf(about, remembered)
    // What looks otherwise in memory may have been settled since.
    if (file !== undefined) return file
    return fileOf(about, await store.read(reader => readRecord(deps, reader, question, attested.facts.received)))
  }

interface Asked {
  readonly question: Question
  readonly answers: boolean
  readonly held: boolean
  readonly attested: Believed
  readonly from: Listed | undefined
  readonly to: Listed | undefined
  readonly instruments: readonly Instrument[]
  readonly policy: Policy
}

function fileOf(
  { question, answers, held, attested, from, to, instruments, policy }: Asked,
  { onRecord, assumed }: Seen,
): CaseFile | undefined {
  const known = knownReferral(onRecord, question)
  if (known === 'otherwise') return undefined
  const { submission, grant } = known
  const request: DisclosureRequest = {
    occasion: question.occasion,
    // Whoever sent it may be suspended since; the person still needs the help of whoever received it.
    sender: question.occasion === 'view' && !question.report ? from : active(from),
    recipient: active(to),
    held,
    userId: question.occasion === 'view' ? question.caller?.user : undefined,
    protocol: question.protocol,
    priority: submission?.priority ?? grant?.priority ?? question.priority,
    purpose: submission?.purpose ?? grant?.purpose ?? question.purpose,
    services: question.services,
  }
  const { own, passed, came, status, exclusions, oneCases, guardianFound } = onRecord
  const unheard = isPassedOn(question)
  // What was referred further rests on what let it be; of what the sender recorded itself nobody else's consent is the basis.
  const carries = (record: BasisRecord) => (submission ? standsIn(record, submission.basisId) : attested.facts.received)
  // All that is known of a person who came from another hub came with its grants, under whichever reference.
  const further = onRecord.further.filter(({ id }) => (submission?.basisId ?? id) === id)
  const granted = grant && to ? [recordOfGrant(grant, to.type, policy, status)] : []
  const besides = [...passed.filter(carries), ...further]
  // The sender's own alone stay the list that is remembered, so that what is known of the list is not found anew for each decision.
  const onSide = besides.length === 0 ? own : [...own, ...besides]
  const records = grant ? granted : onSide
  const facts = {
    ...attested.facts,
    // Of whom nothing is asked yet neither is that.
    guardianConflict: attested.facts.guardianConflict || (guardianFound && !unheard),
    exclusions: [...exclusions, ...came.flatMap(({ onward }) => onward?.excluded ?? [])],
    importedFrom: came[0]?.from,
    instruments: [...instruments, ...oneCases.map(instrumentOf)],
  }
  const attestationHashes = [...new Set([question.attestationHash, attested.hash])]
  const of = { answers, attestationHashes, exclusions: exclusions.length, assumed, unheard }
  return { request, records, facts, submission, ...of }
}

/** Whether a package is of a referral that its recipient has: what is sent after it. Asked only where it decides, once an accreditation has lapsed. */
async function isHeld(
  { store, now }: CaseFileDeps,
  { occasion, referralId }: Question,
  parties: readonly (Listed | undefined)[],
): Promise<boolean> {
  if (occasion !== 'package' || !parties.some(party => party !== undefined && hasLapsed(party, now()))) return false
  return store.read(reader => hasLeft(reader, referralId))
}

/** Whoever is suspended is not there. */
export const active = (party: Listed | undefined): Accredited | undefined =>
  party === undefined || party.suspended ? undefined : party

/**
 * The file with what is known of a person whom an agency was given to read: the same by which it is decided when what it refers on is packed or
 * opened. It is asked last, so that nobody hears of a child, a guardian or a state by trying what nothing permits. Where nothing is said of
 * the person nothing lets them be referred on.
 */
export async function hear(deps: CaseFileDeps, question: Question, file: CaseFile): Promise<CaseFile> {
  const heard = await askFor(deps, question)
  if (heard?.answered !== true) return { ...file, unheard: false, records: [] }
  return {
    ...file,
    unheard: false,
    facts: { ...file.facts, ...heard.facts },
    attestationHashes: [...file.attestationHashes, heard.hash],
  }
}

type Known = Partial<Pick<OnRecord, 'submission' | 'grant'>>

/** Whether the question turns the parties of a known referral round. */
async function isAnswer({ store, submissions }: CaseFileDeps, asked: Question): Promise<boolean> {
  const { referralId, sender, recipient } = asked
  // Of a referral that is tried again the parties stay.
  const known = submissions.get(referralId) ?? (await store.read(reader => partiesOf(reader, referralId)))
  return known !== undefined && isSameAgency(known.sender, recipient) && isSameAgency(known.recipient, sender)
}

/** A referral's id is known here from its submission, or from the grant that came with it; what that says outranks the question. */
function knownReferral({ submission, grant }: Known, question: Question): Known | 'otherwise' {
  const claim = { ...question, subjectId: question.stated.subjectId }
  if (question.occasion === 'submit') {
    // The same referral may be tried again, for another purpose too; it never changes its person, parties or protocol.
    const same = submission === undefined || isAbout({ ...claim, purpose: undefined }, submission)
    return grant === undefined && same ? {} : 'otherwise'
  }
  if (submission !== undefined) return isAbout(claim, submission) ? { submission } : 'otherwise'
  if (question.occasion === 'package' || grant === undefined) return 'otherwise'
  return isAbout(claim, { ...grant, sender: grant.from, recipient: grant.to }) ? { grant } : 'otherwise'
}
