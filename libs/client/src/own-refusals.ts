import { REFUSAL_LANGUAGES, type RefusalLanguage, refusalIn } from '@amparo/contracts/words'
import type { FieldError } from '@amparo/kernel'
import { ProblemError, problemIn } from './problem.ts'

const AGAIN = 'Try again; if it stays, tell the operator of your hub.'

/** What this library refuses by itself, in English; in the other languages its words stand where those of services do. */
export const OWN_REFUSALS = {
  hub_unreachable: ['The hub did not answer', 'Try again; what was sent is kept once only.'],
  unexpected_answer: ['The hub gave an answer that is not understood', AGAIN],
  clock_differs: ['The clock of this machine is not that of the hub', 'Set the clock right, then sign in again.'],
  request_invalid: ['The form is not complete', 'Correct the fields named, and send again.'],
  unknown_code: ['A code is not on its list', 'Correct the fields named, and send again.'],
  certificate_not_trusted: [
    'A certificate that the hub offers is not certified by the jurisdiction',
    'Do not send anything; tell the operator of your hub.',
  ],
  view_unreadable: ['The answer is not for this request', 'Try once more; if it stays, sign in again.'],
  audit_proof_invalid: [
    'The log could not prove that it holds this entry',
    'Keep what you have; tell an auditor outside your hub.',
  ],
  evidence_invalid: [
    'This statement is not what that hub has signed',
    'Keep what you have; ask your hub for the evidence again.',
  ],
  file_not_the_same: [
    'The file is not the one with which the upload began',
    'Choose the same file, unchanged; or cancel the upload and begin anew.',
  ],
  file_came_damaged: ['What came is not the file that is kept', AGAIN],
  sign_in_failed: [
    'Sign-in failed',
    'Check user name, password and code, and the clock; if it lasts, tell the operator of your hub.',
  ],
  sign_in_unavailable: ['Sign-in cannot be checked just now', 'Try again in a moment.'],
  sign_in_ended: ['Your sign-in has ended', 'Sign in again.'],
  sign_in_as_another: ['Somebody else has signed in', 'Sign in as the same user, or sign out first.'],
  sign_in_state_mismatch: ['The answer is not for this sign-in', 'Sign in again from the beginning.'],
} as const satisfies Record<string, readonly [title: string, next: string]>
type OwnRefusal = keyof typeof OWN_REFUSALS

interface Details {
  readonly cause?: unknown
  /** Default 0: nothing was sent, or nothing was answered. */
  readonly status?: number
  readonly errors?: readonly FieldError[]
}

export function own(code: OwnRefusal, { cause, status = 0, errors = [] }: Details = {}): ProblemError {
  const [title, next] = OWN_REFUSALS[code]
  return new ProblemError(status, { code, title, next, errors, own: true }, cause)
}

/** From an answer that is no success, whatever it is. */
export async function refusalOf(response: Response, now: Date): Promise<ProblemError> {
  const said = await problemIn(response)
  if (said === undefined) return own('unexpected_answer', { status: response.status })
  if (said.code !== 'unauthenticated' || !clockDiffers(response, now)) return said
  return own('clock_differs', { status: said.status, cause: said })
}

/** As services take a proof (libs/http/src/dpop.ts). */
const AHEAD_MS = 30_000
const BEHIND_MS = 120_000
/**
 * More than something may be that is made by the clock of this machine: half a minute ahead, and `behindMs`. Whoever sent the answer says what
 * time it is (RFC 9110, 6.6.1); a browser may not tell it to a page.
 */
export function clockDiffers({ headers }: Pick<Response, 'headers'>, now: Date, behindMs = BEHIND_MS): boolean {
  const ahead = now.getTime() - Date.parse(headers.get('date') ?? '')
  return ahead > AHEAD_MS || ahead < -behindMs
}

/** The same error. What this library refused itself says so in that language from now on; the hub chose its own words. */
export function inLanguage(error: unknown, language: string): unknown {
  if (!(error instanceof ProblemError) || !error.own) return error
  const asked = languageOf(language)
  // Without words of their own are codes of a provider alone, by which a sign-in failed.
  const words = asked === 'en' ? undefined : (refusalIn(asked, error.code) ?? refusalIn(asked, 'sign_in_failed'))
  return Object.assign(error, words)
}

/** The languages that there are words in, by the first part of a tag (es-MX). */
function languageOf(tag: string): RefusalLanguage {
  const first = tag.slice(0, 2).toLowerCase()
  return REFUSAL_LANGUAGES.find(language => language === first) ?? 'en'
}

/** The same methods, of which each refuses in that language. */
export function speaking<T extends object>(methods: T, language: string): T {
  const fail = (error: unknown): never => {
    throw inLanguage(error, language)
  }
  const said = Object.entries(methods).map(([name, method]: [string, unknown]) => {
    if (typeof method === 'object' && method !== null) return [name, speaking(method, language)]
    if (typeof method !== 'function') return [name, method]
    return [name, (...given: unknown[]) => answering(() => method(...given), fail)]
  })
  return Object.fromEntries(said) as T
}

function answering(ask: () => unknown, fail: (error: unknown) => never): unknown {
  try {
    const answer = ask()
    if (answer instanceof Promise) return answer.catch(fail)
    return isIterable(answer) ? iterating(answer, fail) : answer
  } catch (error) {
    return fail(error)
  }
}

const isIterable = (answer: unknown): answer is AsyncIterable<unknown> =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer

async function* iterating(items: AsyncIterable<unknown>, fail: (error: unknown) => never): AsyncGenerator<unknown> {
  try {
    yield* items
  } catch (error) {
    fail(error)
  }
}
