import { fieldErrorsOf, type SubjectPayload, subjectPayloadSchema } from '@amparo/contracts'
import { assertFormContext, openForm, type SealedForm } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import { AppError } from '@amparo/kernel'
import { errors } from '../domain/errors.ts'

export interface FormContext {
  readonly hub: string
  readonly agency: string
  readonly user: string
  readonly now: Date
}

export interface OpenedForm {
  readonly nonce: string
  readonly issuedAt: Date
  readonly data: SubjectPayload
}

const ROUTE = 'POST /subjects'

/**
 * Opens a form sealed to this hub and checks everything about it but that its nonce is new. Throws `seal_invalid`,
 * `seal_context_mismatch`, `seal_stale`; `unknown_code` or `request_invalid` with pointers into the form's data.
 */
export async function openSubjectForm(privateKey: string, sealed: string, context: FormContext): Promise<OpenedForm> {
  const form = await openForm(privateKey, sealed).catch((cause: unknown) => {
    throw errors.seal_invalid({ cause })
  })
  checkContext(form, context)
  return { nonce: form.nonce, issuedAt: new Date(form.issuedAt), data: checkData(form.data) }
}

function checkContext(form: SealedForm, { hub, agency, user, now }: FormContext): void {
  try {
    assertFormContext(form, { hub, route: ROUTE, agency, user, now })
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'sealed_form_stale') throw errors.seal_stale({ cause })
    throw errors.seal_context_mismatch({ cause })
  }
}

function checkData(data: unknown): SubjectPayload {
  const checked = subjectPayloadSchema.safeParse(data)
  if (checked.success) return checked.data
  const fields = fieldErrorsOf(checked.error)
  const onlyCodes = fields.every(field => field.code === 'unknown_code')
  throw onlyCodes ? httpErrors.unknown_code({ fields }) : httpErrors.request_invalid({ fields })
}
