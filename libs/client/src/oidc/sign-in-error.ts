import { ProblemError } from '../problem.ts'

/** Why nobody is signed in. `code` is ours or the provider's OAuth error code; the provider's own text is left out. */
export class SignInError extends ProblemError {
  constructor(code: string, cause?: unknown) {
    const next = 'Check user name, password and code; if it lasts, tell the operator of your hub.'
    super(401, { code: /^[a-z_]{1,60}$/.test(code) ? code : 'sign_in_failed', title: 'Sign-in failed', next }, cause)
  }
}
