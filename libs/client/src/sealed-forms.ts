import { sealForm } from '@amparo/crypto/web'
import type { Api } from './api/request.ts'
import type { Assessment, IdempotencyKey, NewMessage, NewStatement, Supplement, WrittenMessage } from './api/types.ts'
import { randomToken } from './random.ts'
import type { Session } from './session.ts'

export interface Sealing {
  readonly session: Session
  readonly sealCertificate: () => Promise<string>
  readonly now: () => Date
}

interface Told {
  readonly path: string
  readonly data: unknown
  readonly key: IdempotencyKey | undefined
  /** As in "POST /redactions/:id/review", where the path names something. */
  readonly route?: string
}

/** To the route of that path, of redaction. */
export function sendSealed<T>(
  api: Api,
  { session, sealCertificate, now }: Sealing,
  { path, data, key, route = `POST ${path}` }: Told,
): Promise<T> {
  const seal = async () => sealFor({ route, certificate: await sealCertificate(), session, data, now: now() })
  return api.postSealed<T>('redaction', path, seal, key)
}

/** Facts about a person, sealed here and opened by redaction alone: no other service ever sees them. */
export interface SealedForms {
  assess(assessment: Assessment, key?: IdempotencyKey): Promise<{ assessmentId: string }>
  /** To the other agency of the referral, which reads it masked as it may read the person. */
  writeMessage(message: NewMessage, key?: IdempotencyKey): Promise<WrittenMessage>
  /** Fills in what was not known when the referral was sent. */
  supplement(fields: Supplement, key?: IdempotencyKey): Promise<unknown>
  /** What the person stated, kept as it is for good; it is read, masked, in the view. By somebody to whom the referral is assigned. */
  recordStatement(statement: NewStatement, key?: IdempotencyKey): Promise<{ statementId: string }>
}

export function sealedForms(api: Api, of: Sealing): SealedForms {
  const send = <T>(path: string, data: unknown, key?: IdempotencyKey): Promise<T> =>
    sendSealed(api, of, { path, data, key })
  return {
    assess: (assessment, key) => send('/assessments', assessment, key),
    writeMessage: (message, key) => send('/messages', message, key),
    supplement: (fields, key) => send('/supplements', fields, key),
    recordStatement: (statement, key) => send('/statements', statement, key),
  }
}

/** Armored; opens only in the redaction service, and only if sent with this session's own token within five minutes. */
export const sealFor = (form: {
  /** As in "POST /subjects": what is sealed for one route is refused by every other. */
  route: string
  certificate: string
  session: Session
  data: unknown
  now: Date
}): Promise<string> =>
  sealForm(form.certificate, {
    v: 1,
    hub: form.session.hub,
    route: form.route,
    agency: form.session.agency,
    user: form.session.user,
    nonce: randomToken(),
    issuedAt: form.now.toISOString(),
    data: form.data,
  })
