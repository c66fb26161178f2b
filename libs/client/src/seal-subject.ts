import { fieldErrorsOf, type SubjectPayload, type SubjectPayloadInput, subjectPayloadSchema } from '@amparo/contracts'
import { ProblemError } from './problem.ts'
import { sealFor } from './sealed-forms.ts'
import type { Session } from './session.ts'

/** Throws unknown_code or request_invalid, naming the fields, before anything leaves the machine. */
export function checkSubject(payload: SubjectPayloadInput): SubjectPayload {
  const checked = subjectPayloadSchema.safeParse(payload)
  if (checked.success) return checked.data
  const errors = fieldErrorsOf(checked.error)
  throw errors.every(error => error.code === 'unknown_code')
    ? new ProblemError(400, { code: 'unknown_code', title: 'A code is not on its list', next: CORRECT, errors })
    : new ProblemError(400, { code: 'request_invalid', title: 'The form is not complete', next: CORRECT, errors })
}

const CORRECT = 'Correct the fields named, and send again.'

export const sealSubject = (options: {
  certificate: string
  session: Session
  payload: unknown
  now: Date
}): Promise<string> => {
  const { payload, ...rest } = options
  return sealFor({ route: 'POST /subjects', data: payload, ...rest })
}
