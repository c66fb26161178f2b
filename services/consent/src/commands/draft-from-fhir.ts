import type { FieldError } from '@amparo/kernel'
import { errors } from '../domain/errors.ts'
import { placeOf } from '../domain/fhir/elements.ts'
import { formToRecord, importFaults } from '../domain/fhir/importable.ts'
import type { Unmapped } from '../domain/fhir/leaves.ts'
import { readConsent } from '../domain/fhir/read.ts'
import type { Form } from '../domain/form.ts'
import { type AdmitDeps, admitForm, type SubmittedForm } from './admit-form.ts'
import { messages } from './messages.ts'

export interface DraftFromFhir extends Omit<SubmittedForm, 'form'> {
  /** A FHIR R5 Consent, of which nothing is known but that. */
  readonly resource: unknown
}

export interface Draft {
  readonly form: Form
  readonly unmapped: readonly Unmapped[]
}

/** A form as any that comes from outside is read. */
export type ParseForm = (form: unknown) => Form | { readonly faults: readonly FieldError[] }

/**
 * What would be recorded of a FHIR Consent; it is not recorded, for somebody has to look at what did not map. Throws the first that forbids to
 * take it over, or fhir_incomplete, with everything that is wrong or missing; or as `admitForm` does, at the elements at fault.
 */
export const draftFromFhir =
  (deps: AdmitDeps, parse: ParseForm) =>
  async ({ resource, ...submitted }: DraftFromFhir): Promise<Draft> => {
    const at = deps.now()
    const { agency } = submitted.caller
    const reading = readConsent(resource)
    const form = parse(formToRecord(reading))
    const faults = importFaults(reading, { hub: deps.hub, agencyId: agency }, at)
    const missing =
      'faults' in form ? form.faults.map(({ pointer, code }) => ({ pointer: placeOf(pointer), code })) : []
    const fields = [...faults, ...missing]
    if (faults[0]) throw errors[faults[0].code]({ fields })
    if ('faults' in form) throw errors.fhir_incomplete({ fields })
    await admitForm(deps, { placeOf, isDraft: true })({ ...submitted, form }, at)
    messages['fhir.drafted'](deps.log, { agencyId: agency, unmapped: reading.unmapped.length })
    return { form, unmapped: reading.unmapped }
  }
