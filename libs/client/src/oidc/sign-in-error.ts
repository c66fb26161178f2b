import { OWN_REFUSALS } from '../own-refusals.ts'
import { ProblemError } from '../problem.ts'

/** Why nobody is signed in. `code` is ours or the provider's OAuth error code; the provider's own text is left out. */
export class SignInError extends ProblemError {
  constructor(code: string, cause?: unknown) {
    const known: Readonly<Record<string, readonly [string, string]>> = OWN_REFUSALS
    const [title, next] = (Object.hasOwn(known, code) && known[code]) || OWN_REFUSALS.sign_in_failed
    super(401, { code: /^[a-z_]{1,60}$/.test(code) ? code : 'sign_in_failed', title, next, own: true }, cause)
  }
}
