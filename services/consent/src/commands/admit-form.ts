import { denials } from '@amparo/contracts'
import { type Caller, isSteppedUp } from '@amparo/http'
import type { Transaction } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import { assessForm, type FormRefusal } from '../domain/assess-form.ts'
import { foundConflict } from '../domain/assess-taking.ts'
import { errors } from '../domain/errors.ts'
import type { Form } from '../domain/form.ts'
import { type FormTexts, textsInUse } from '../domain/form-texts.ts'
import type { Term } from '../domain/term.ts'
import type { Attest, Attested } from '../ports/attestation.ts'
import type { FindChild } from '../ports/child.ts'
import { addGuardianFinding, type Finding } from '../store/guardian-findings.ts'
import type { Deps } from './deps.ts'
import { holdWithdrawals } from './end-linked.ts'
import { guardianConflict } from './hear-taker.ts'
import { liftGuardiansNo } from './mark-replacing.ts'
import { messages } from './messages.ts'
import { openDraftIn } from './open-safeguarding-draft.ts'
import { refusal } from './refusal.ts'
import { safeguard } from './safeguard.ts'

export interface SubmittedForm {
  readonly form: Form
  readonly caller: Pick<Caller, 'user' | 'agency' | 'token' | 'acr' | 'authTime'>
  readonly correlationId: string
}

export type AdmitDeps = Deps & {
  readonly attest: Attest
  readonly findChild: FindChild
  readonly formTexts: FormTexts
}

interface Admitting {
  readonly placeOf?: (pointer: string) => string
  readonly isDraft?: boolean
}

export interface Admitted {
  readonly attested: Attested
  readonly term: Term
}

/**
 * Whether a form may be recorded. Throws subject_not_found for a reference that is not this agency's; for one that is for reading only
 * person_received, where the person themself agrees to something, or onward_not_permitted (a custodian's request for a name takes what may
 * carry that), and guardian_conflict where its officer found that; or the first defect of the form with the fields at fault (`placeOf`: as whoever sent it calls them). The
 * consent of a child is refused, the child is not: a safeguarding draft opens. That a guardian's conflict was found is kept.
 */
export const admitForm =
  (deps: AdmitDeps, { placeOf = pointer => pointer, isDraft = false }: Admitting = {}) =>
  async (submitted: SubmittedForm, at: Date): Promise<Admitted> => {
    const { form, caller } = submitted
    const attested = await deps.attest({
      caller,
      subjectRef: form.subjectRef,
      languageExplained: form.languageExplained,
      recipientHub: form.recipients[0]?.hub ?? deps.hub,
      sheet: form.sheet,
    })
    if (attested === undefined) throw errors.subject_not_found()
    // A basis of a reader's own would widen what the sender has given.
    if (attested.facts.received && !isForName(attested, form, { hub: deps.hub, agencyId: caller.agency })) {
      if (foundConflict(form)) throw guardianConflict(await keepOfReceived(deps, submitted, attested, at))
      throw isTheirWord(attested, form) ? errors.person_received() : denials.onward_not_permitted()
    }
    const { sheetHeld } = attested
    const circumstances = {
      steppedUp: isSteppedUp(caller, at),
      textsInUse: textsInUse(deps.formTexts, at),
      sheetHeld,
      isDraft,
    }
    const assessment = assessForm(form, attested.person, circumstances, deps.policy, at)
    if (assessment.valid) return { attested, term: assessment.term }
    const { code, pointers } = assessment
    const fields = pointers.map(pointer => ({ pointer: placeOf(pointer), code }))
    messages['basis.refused'](deps.log, { code, agencyId: caller.agency })
    const draftId = await keepRefused(deps, submitted, { attested, code, at })
    throw refusal(code, { fields, ...(draftId !== undefined && { refs: { draftId } }) })
  }

interface Refused {
  readonly attested: Attested
  readonly code: FormRefusal
  readonly at: Date
}

/**
 * What outlives a form that is refused: what the officer found of the guardian, and a draft for a child whom nobody speaks for. Answers the
 * draft's id.
 */
async function keepRefused(
  deps: AdmitDeps,
  { form, caller, correlationId }: SubmittedForm,
  { attested: { subjectId, person }, code, at }: Refused,
): Promise<string | undefined> {
  const child = { subjectId, subjectRef: form.subjectRef }
  const isFound = foundConflict(form)
  const isUnguarded = code === 'minor_without_guardian_or_safeguarding' || code === 'guardian_conflict'
  if (!isFound && !(isUnguarded && person.minor)) return undefined
  const by = { agencyId: caller.agency, userId: caller.user }
  return deps.store.run(async tx => {
    if (isFound) await keepFinding(tx, { ...child, ...by, foundAt: at })
    return isUnguarded && person.minor
      ? openDraftIn(deps, tx, { child, ...by, reason: code, correlationId })
      : undefined
  })
}

/**
 * What an officer found who only received the child counts as if they had registered them, and a draft opens where they are at home. Answers
 * the own agency's.
 */
async function keepOfReceived(
  deps: AdmitDeps,
  { form: { subjectRef }, caller, correlationId }: SubmittedForm,
  { subjectId }: Attested,
  foundAt: Date,
): Promise<string | undefined> {
  const child = await deps.findChild(subjectId)
  const drafts = await deps.store.run(async tx => {
    await keepFinding(tx, { subjectId, subjectRef, agencyId: caller.agency, userId: caller.user, foundAt })
    return safeguard(deps, tx, { subjectId, child, reason: 'guardian_conflict', caller, correlationId })
  })
  return drafts.get(caller.agency)
}

/** It counts from now on, also for what was said before: the guardian's no binds no more (rules: Children). */
async function keepFinding(tx: Transaction, finding: Finding): Promise<void> {
  await holdWithdrawals(tx)
  await addGuardianFinding(tx, finding)
  await liftGuardiansNo(tx, finding, finding.foundAt)
}

/** The person stands there and says yes: they are not sent away, it is recorded under a reference of the agency's own. */
const isTheirWord = ({ asksForName }: Attested, { basis }: Form): boolean => !asksForName && basis === 'consent'

/** An order or a danger on which its own agency alone is told who somebody is: whom nobody there knows, nobody has asked for consent. */
const isForName = ({ asksForName }: Attested, { basis, recipients }: Form, own: AgencyRef): boolean =>
  asksForName &&
  basis !== 'consent' &&
  recipients.every(({ hub, agencyId }) => hub === own.hub && agencyId === own.agencyId)
