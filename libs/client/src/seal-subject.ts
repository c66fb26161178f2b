import { fieldErrorsOf, type SubjectPayload, type SubjectPayloadInput, subjectPayloadSchema } from '@amparo/contracts'
import { sealForm } from '@amparo/crypto/web'
import { ProblemError } from './problem.ts'
import { randomToken } from './random.ts'
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

/** Armored; opens only in the redaction service, and only if sent with this session's own token within five minutes. */
export const sealSubject = (options: {
  certificate: string
  session: Session
  payload: unknown
  now: Date
}): Promise<string> => {
  const { certificate, session, payload, now } = options
  return sealForm(certificate, {
    v: 1,
    hub: session.hub,
    route: 'POST /subjects',
    agency: session.agency,
    user: session.user,
    nonce: randomToken(),
    issuedAt: now.toISOString(),
    data: payload,
  })
}
