import { dpopProof } from '../dpop.ts'
import type { ClientKeys } from '../keys.ts'
import type { Session } from '../session.ts'
import { SignInError } from './sign-in-error.ts'
import type { Tokens } from './tokens.ts'

/** A token this close to its end is not sent any more. */
const RENEW_BEFORE_MS = 20_000

/** Somebody signed in, with tokens in memory that are renewed shortly before they end. */
export interface TokenSession extends Session {
  readonly scopes: readonly string[]
  /** Seconds since 1970: when the person last proved who they are. */
  readonly authTime: number
  accessToken(): Promise<string>
  refresh(): Promise<void>
  /** Goes on with tokens of a new sign-in. Throws sign_in_as_another unless it is the same person. */
  become(next: Tokens): void
  readonly refreshToken: string | undefined
}

export function createTokenSession(
  first: Tokens,
  by: { keys: ClientKeys; now: () => Date; renew(current: Tokens): Promise<Tokens> },
): TokenSession {
  let current = first
  let renewing: Promise<void> | undefined

  function become(next: Tokens): void {
    // A form sealed for one person must never go out with another's token.
    if (next.user !== first.user || next.agency !== first.agency) throw new SignInError('sign_in_as_another')
    current = next
  }
  /** One renewal at a time: to an issuer that gives another refresh token each time, one that is used twice is stolen. */
  function refresh(): Promise<void> {
    renewing ??= renew().finally(() => {
      renewing = undefined
    })
    return renewing
  }
  /** What comes of it is dropped where somebody has signed in again meanwhile: that sign-in is the later one. */
  async function renew(): Promise<void> {
    const asked = current
    try {
      const next = await by.renew(asked)
      if (current === asked) become(next)
    } catch (error) {
      if (current === asked) throw error
    }
  }
  async function accessToken(): Promise<string> {
    if (current.expiresAt - by.now().getTime() < RENEW_BEFORE_MS) await refresh()
    return current.accessToken
  }
  return {
    hub: first.hub,
    agency: first.agency,
    user: first.user,
    keys: by.keys,
    get scopes() {
      return current.scopes
    },
    get authTime() {
      return current.authTime
    },
    get refreshToken() {
      return current.refreshToken
    },
    accessToken,
    refresh,
    become,
    async authorize({ method, url }) {
      const token = await accessToken()
      const dpop = await dpopProof(by.keys, { method, url, accessToken: token, now: by.now() })
      return { authorization: `DPoP ${token}`, dpop }
    },
  }
}
