import { denials, encode, exclusionsRecorded } from '@amparo/contracts'
import type { Caller } from '@amparo/http'
import type { Replay, Transaction } from '@amparo/store'
import { assessForm } from '../domain/assess-form.ts'
import { errors } from '../domain/errors.ts'
import type { Form } from '../domain/form.ts'
import { type FormTexts, textsInUse } from '../domain/form-texts.ts'
import { recordOf } from '../domain/record-of.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { replacesRefusal } from '../domain/refused-consent.ts'
import { reviewBy } from '../domain/term.ts'
import type { Attest, Attested } from '../ports/attestation.ts'
import { wires } from '../ports/codes.ts'
import { insertBasis, lockBasis, markSuperseded } from '../store/bases.ts'
import { insertExclusions } from '../store/exclusions.ts'
import { refusalsOf } from '../store/refusals.ts'
import type { Deps } from './deps.ts'
import { endBasis } from './end-basis.ts'
import { messages } from './messages.ts'
import { openSafeguardingDraft } from './open-safeguarding-draft.ts'
import { refusal } from './refusal.ts'

export interface RecordBasis {
  readonly form: Form
  readonly caller: Pick<Caller, 'user' | 'agency' | 'token' | 'authTime'>
  readonly correlationId: string
  readonly replay: Replay
}

type RecordDeps = Deps & { readonly attest: Attest; readonly formTexts: FormTexts }

/**
 * Records a form that is in order. Throws subject_not_found for a reference that is not this agency's, onward_not_permitted for
 * one that is for reading only, or the first defect of the form with the fields at fault. The consent of a child is refused, the child is not: a safeguarding draft opens.
 */
export const recordBasis =
  (deps: RecordDeps) =>
  async (command: RecordBasis): Promise<RecordedBasis> => {
    const { form, caller } = command
    const attested = await deps.attest({
      caller,
      subjectRef: form.subjectRef,
      languageExplained: form.languageExplained,
      recipientHub: form.recipients[0]?.hub ?? deps.hub,
    })
    if (attested === undefined) throw errors.subject_not_found()
    // A basis of a reader's own would widen what the sender has given.
    if (attested.facts.received) throw denials.onward_not_permitted()
    const at = deps.now()
    const circumstances = { signedInAt: caller.authTime, textsInUse: textsInUse(deps.formTexts, at) }
    const assessment = assessForm(form, attested.person, circumstances, deps.policy, at)
    if (!assessment.valid) return refuse(deps, command, attested, assessment)
    const refusals = await deps.store.read(reader => refusalsOf(reader, attested.subjectId))
    const record = recordOf(form, assessment.term, deps.newId(), at)
    const basis: RecordedBasis = {
      record: replacesRefusal(form, refusals) ? { ...record, replacesRefusal: true } : record,
      form,
      subjectId: attested.subjectId,
      agencyId: caller.agency,
      userId: caller.user,
      confirmedBy: undefined,
      withdrawnBy: undefined,
      reviewBy: reviewBy(form.basis, at, deps.policy),
      supersedes: form.supersedes,
      policyHash: deps.policy.hash,
    }
    await deps.store.run(async tx => {
      await holdSuperseded(tx, basis)
      await insertBasis(tx, basis)
      await supersede(deps, tx, basis, command)
      await excludeFor(deps, tx, basis, { at, correlationId: command.correlationId })
      return basis
    }, command.replay)
    messages['basis.recorded'](deps.log, { basisId: basis.record.id, basis: form.basis, agencyId: caller.agency })
    return basis
  }

/** Redaction hears of it: it has to know whom the person excludes also while this service is away. */
async function excludeFor(
  { newId }: Deps,
  tx: Transaction,
  { subjectId, record, form: { excluded = [] } }: RecordedBasis,
  { at, correlationId }: { readonly at: Date; readonly correlationId: string },
): Promise<void> {
  if (excluded.length === 0) return
  await insertExclusions(tx, subjectId, record.id, excluded)
  const exclusions = excluded.map(({ hub, agencyType, agencyId = '', userId = '' }) => ({
    ...{ hub, agencyId, userId },
    ...(agencyType && { agencyType: wires.agencyType.write(agencyType) }),
  }))
  const meta = { id: newId(), aggregateId: record.id, aggregateVersion: 1, occurredAt: at, correlationId }
  tx.emit(encode(exclusionsRecorded, { subjectId, exclusions }, meta))
}

/** Of the same person and agency, and not ended: nobody else replaces it meanwhile. */
async function holdSuperseded(tx: Transaction, { supersedes, subjectId, agencyId }: RecordedBasis): Promise<void> {
  if (supersedes === undefined) return
  const before = await lockBasis(tx, supersedes)
  if (before?.agencyId !== agencyId || before.subjectId !== subjectId) throw errors.consent_not_found()
  if (before.record.withdrawnAt !== undefined) throw errors.already_withdrawn()
}

/** A change is another consent in its place; what it does not reach any more ends with the one before. */
async function supersede(
  deps: Deps,
  tx: Transaction,
  { record, supersedes, subjectId }: RecordedBasis,
  { caller, correlationId }: RecordBasis,
): Promise<void> {
  if (supersedes === undefined) return
  await markSuperseded(tx, supersedes, record.id)
  const ending = { basisId: supersedes, subjectId, agencyId: caller.agency, by: caller.user }
  await endBasis(deps, tx, { ...ending, at: record.grantedAt, correlationId })
}

type Refused = Extract<ReturnType<typeof assessForm>, { valid: false }>

async function refuse(
  deps: Deps,
  command: RecordBasis,
  { person }: Attested,
  { code, pointers }: Refused,
): Promise<never> {
  const fields = pointers.map(pointer => ({ pointer, code }))
  messages['basis.refused'](deps.log, { code, agencyId: command.caller.agency })
  const unguarded = code === 'minor_without_guardian_or_safeguarding' || code === 'guardian_conflict'
  if (!unguarded || !person.minor) throw refusal(code, { fields })
  const draftId = await openSafeguardingDraft(deps)(command)
  throw refusal(code, { fields, refs: { draftId } })
}
