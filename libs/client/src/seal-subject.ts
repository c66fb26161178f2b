import { fieldErrorsOf, type SubjectPayload, type SubjectPayloadInput, subjectPayloadSchema } from '@amparo/contracts'
import { own } from './own-refusals.ts'
import { sealFor } from './sealed-forms.ts'
import type { Session } from './session.ts'

/** Throws unknown_code or request_invalid, naming the fields, before anything leaves the machine. */
export function checkSubject(payload: SubjectPayloadInput): SubjectPayload {
  const checked = subjectPayloadSchema.safeParse(payload)
  if (checked.success) return checked.data
  const errors = fieldErrorsOf(checked.error)
  const code = errors.every(error => error.code === 'unknown_code') ? 'unknown_code' : 'request_invalid'
  throw own(code, { status: 400, errors })
}

export const sealSubject = (options: {
  certificate: string
  session: Session
  payload: unknown
  now: Date
}): Promise<string> => {
  const { payload, ...rest } = options
  return sealFor({ route: 'POST /subjects', data: payload, ...rest })
}
