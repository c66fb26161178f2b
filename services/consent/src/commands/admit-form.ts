import { denials } from '@amparo/contracts'
import { type Caller, isSteppedUp } from '@amparo/http'
import type { AgencyRef } from '../domain/agency.ts'
import { assessForm, type FormRefusal } from '../domain/assess-form.ts'
import { foundConflict } from '../domain/assess-taking.ts'
import { errors } from '../domain/errors.ts'
import type { Form } from '../domain/form.ts'
import { type FormTexts, textsAccepted } from '../domain/form-texts.ts'
import type { Term } from '../domain/term.ts'
import type { Attest, Attested } from '../ports/attestation.ts'
import type { FindChild } from '../ports/child.ts'
import type { Deps } from './deps.ts'
import { guardianConflict } from './hear-taker.ts'
import { keepFinding } from './keep-finding.ts'
import { messages } from './messages.ts'
import { refusal } from './refusal.ts'
import { isUnguarded, safeguard } from './safeguard.ts'
import { tellWhoseChild } from './tell-whose-child.ts'

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
    const { subjectId, sheetHeld } = attested
    // A basis of a reader's own would widen what the sender has given.
    if (attested.facts.received && !isForName(attested, form, { hub: deps.hub, agencyId: caller.agency })) {
      const code = 'guardian_conflict'
      if (foundConflict(form)) throw guardianConflict(await keepRefused(deps, submitted, { subjectId, code, at }))
      throw isTheirWord(attested, form) ? errors.person_received() : denials.onward_not_permitted()
    }
    const circumstances = {
      steppedUp: isSteppedUp(caller, at),
      textsAccepted: textsAccepted(deps.formTexts, at),
      sheetHeld,
      isDraft,
    }
    const assessment = assessForm(form, attested.person, circumstances, deps.policy, at)
    if (assessment.valid) return { attested, term: assessment.term }
    const { code, pointers } = assessment
    const fields = pointers.map(pointer => ({ pointer: placeOf(pointer), code }))
    messages['basis.refused'](deps.log, { code, agencyId: caller.agency })
    const draftId = await keepRefused(deps, submitted, { subjectId, code, at })
    throw refusal(code, { fields, ...(draftId !== undefined && { refs: { draftId } }) })
  }

interface Refused {
  readonly subjectId: string
  readonly code: FormRefusal
  readonly at: Date
}

/**
 * What outlives a form that is refused: what the officer found of the guardian, as if their own agency had registered the child, and a draft for a
 * child whom nobody speaks for, where they are at home, in the hub from which they came as well. Answers the own agency's.
 */
async function keepRefused(
  deps: AdmitDeps,
  { form, caller, correlationId }: SubmittedForm,
  { subjectId, code, at }: Refused,
): Promise<string | undefined> {
  const isFound = foundConflict(form)
  if (!isFound && !isUnguarded(code)) return undefined
  const { subjectRef } = form
  const child = await deps.findChild(subjectId)
  return deps.store.run(async tx => {
    const by = { agencyId: caller.agency, userId: caller.user }
    if (isFound) await keepFinding(tx, { subjectId, subjectRef, ...by, foundAt: at })
    const said = {
      refusalId: deps.newId(),
      subjectId,
      child,
      at,
      ...(isFound && { reason: 'guardian_conflict' as const }),
    }
    await tellWhoseChild(deps, tx, said)
    if (!isUnguarded(code)) return undefined
    const drafts = await safeguard(deps, tx, { subjectId, child, reason: code, caller, correlationId })
    return drafts.get(caller.agency)
  })
}

/** The person stands there and says yes: they are not sent away, it is recorded under a reference of the agency's own. */
const isTheirWord = ({ asksForName }: Attested, { basis }: Form): boolean => !asksForName && basis === 'consent'

/** An order or a danger on which its own agency alone is told who somebody is: whom nobody there knows, nobody has asked for consent. */
const isForName = ({ asksForName }: Attested, { basis, recipients }: Form, own: AgencyRef): boolean =>
  asksForName &&
  basis !== 'consent' &&
  recipients.every(({ hub, agencyId }) => hub === own.hub && agencyId === own.agencyId)
