import { fromJson, isRecord, utf8 } from './bytes.ts'
import { errors } from './errors.ts'
import type { Certificate, PrivateKeyInput } from './openpgp/keys.ts'
import { sealTo, unseal } from './openpgp/seal.ts'

/** A form is a few kilobytes of text; large files travel apart. */
const MAX_FORM_BYTES = 1024 * 1024
const CLOCK_SKEW_MS = 60_000
const SHORT_TEXT = /^[\x21-\x7e][\x20-\x7e]{0,127}$/
/** 128 bits or more, base64url or a UUID. */
const NONCE = /^[A-Za-z0-9_-]{22,64}$/
const TEXTS = ['hub', 'route', 'agency', 'user', 'nonce', 'issuedAt'] as const

/** What is sealed: the data, and for whom, by whom and when it was sealed. A stolen blob is worthless to another agency. */
export interface SealedForm<T = unknown> {
  readonly v: 1
  readonly hub: string
  /** e.g. "POST /subjects" */
  readonly route: string
  /** Agency id of the token it is sent with. */
  readonly agency: string
  /** `sub` of that token. */
  readonly user: string
  /** Fresh for each form; the receiver remembers it for as long as a form is accepted. */
  readonly nonce: string
  /** ISO 8601, UTC. */
  readonly issuedAt: string
  readonly data: T
}

export const sealForm = <T>(certificate: Certificate, form: SealedForm<T>): Promise<string> =>
  sealTo(certificate, utf8(JSON.stringify(form)))

/**
 * Throws message_refused, or sealed_form_refused if it is not such a form. The context is not checked yet.
 *
 * @param maxBytes of the plaintext; a mebibyte if not said
 */
export async function openForm(
  privateKey: PrivateKeyInput | readonly PrivateKeyInput[],
  sealed: string,
  maxBytes = MAX_FORM_BYTES,
): Promise<SealedForm> {
  return parseForm(await unseal(privateKey, sealed, { maxBytes }))
}

function parseForm(bytes: Uint8Array): SealedForm {
  try {
    const form = fromJson(bytes)
    if (!isRecord(form) || Object.keys(form).length !== TEXTS.length + 2) throw new TypeError('fields')
    const { v, hub, route, agency, user, nonce, issuedAt, data } = form
    if (v !== 1 || !isShort(hub) || !isShort(route) || !isShort(agency) || !isShort(user))
      throw new TypeError('context')
    if (!isShort(nonce) || !NONCE.test(nonce) || !isShort(issuedAt) || !isInstant(issuedAt))
      throw new TypeError('freshness')
    if (data === undefined) throw new TypeError('data')
    return { v, hub, route, agency, user, nonce, issuedAt, data }
  } catch (cause) {
    throw errors.sealed_form_refused({ cause })
  }
}

const isShort = (value: unknown): value is string => typeof value === 'string' && SHORT_TEXT.test(value)
/** Only the one spelling that Date itself writes: two spellings of one instant would be two forms. */
const isInstant = (text: string): boolean => {
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString() === text
}

/**
 * The form was sealed for this hub and route, by the verified token's own agency and user, just now. That the nonce is new
 * is for the caller to check, in the transaction that uses the form. Throws sealed_form_refused or sealed_form_stale.
 */
export function assertFormContext(
  form: SealedForm,
  expected: { hub: string; route: string; agency: string; user: string; now: Date; maxAgeSeconds?: number },
): void {
  const same =
    form.hub === expected.hub &&
    form.route === expected.route &&
    form.agency === expected.agency &&
    form.user === expected.user
  if (!same) throw errors.sealed_form_refused()
  const age = expected.now.getTime() - Date.parse(form.issuedAt)
  // Written so that a NaN is refused too.
  if (!(age >= -CLOCK_SKEW_MS && age <= (expected.maxAgeSeconds ?? 300) * 1000)) throw errors.sealed_form_stale()
}
