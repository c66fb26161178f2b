import {
  beginAuthorization,
  clientKeysOf,
  codeIn,
  createProofKey,
  createTokenSession,
  discover,
  exchangeCode,
  proofKeyThumbprint,
  refreshTokens,
  SignInError,
  type TokenClient,
  type TokenSession,
} from '@amparo/client'
import type { PageConfig } from './config.ts'
import { pageFetch, redirectUriOf, SIGN_INS } from './page.ts'
import { keepPending, type PendingSignIn, takePending } from './pending-store.ts'

/** Only that somebody was signed in, so that a reload may ask the issuer in silence, or that the page locked. No token is ever stored. */
const SIGNED_IN = 'amparo.signed-in'
/** For other tabs of this browser: a page has locked, and nobody has signed in since. */
const LOCKED = 'amparo.locked'
export const forget = () => sessionStorage.removeItem(SIGNED_IN)
export const wasSignedIn = () => sessionStorage.getItem(SIGNED_IN) !== null

/** From now on this tab, and one that is opened, ask for the password first. */
export function lock(): void {
  sessionStorage.setItem(SIGNED_IN, LOCKED)
  localStorage.setItem(LOCKED, '1')
}
export function unlock(): void {
  sessionStorage.setItem(SIGNED_IN, '1')
  localStorage.removeItem(LOCKED)
}

const isLocked = () => sessionStorage.getItem(SIGNED_IN) === LOCKED
/** A tab in which somebody works goes on though another has locked. */
const opensLocked = () => isLocked() || (!wasSignedIn() && localStorage.getItem(LOCKED) !== null)

/** Leaves the page for the issuer's. `silent`: without asking anything, unless the page locked; comes back with an error if that cannot be. */
export async function leaveForSignIn(
  config: PageConfig,
  { silent, language }: { silent: boolean; language: string },
): Promise<void> {
  const provider = await discover(config.issuer, pageFetch)
  const key = await createProofKey()
  const prompt = opensLocked() ? 'login' : silent ? 'none' : undefined
  const { url, pending } = await beginAuthorization({
    ...{ provider, clientId: config.clientId, redirectUri: redirectUriOf(config), hub: config.hub },
    jkt: await proofKeyThumbprint(key),
    uiLocales: language,
    ...(prompt === undefined ? {} : { prompt }),
  })
  await keepPending({ ...pending, key, hash: location.hash, at: Date.now() })
  location.replace(url)
}

export type Arrival =
  | { readonly kind: 'none' }
  | { readonly kind: 'signed-in'; readonly session: TokenSession }
  | { readonly kind: 'refused'; readonly code: string }
  /** This window was opened to sign in again; the one that opened it has the answer now. */
  | { readonly kind: 'answered' }

/** Reads the issuer's answer, if there is one in the address, and takes it out of there. */
export async function arrive(config: PageConfig): Promise<Arrival> {
  const answer = new URLSearchParams(location.search)
  const state = answer.get('state')
  if (state === null) return { kind: 'none' }
  const pending = await takePending(state)
  history.replaceState(null, '', `/${pending?.hash ?? ''}`)
  if (pending === undefined) {
    const channel = new BroadcastChannel(SIGN_INS)
    channel.postMessage(answer.toString())
    channel.close()
    return { kind: 'answered' }
  }
  try {
    const session = await sessionOf(config, pending, answer)
    unlock()
    return { kind: 'signed-in', session }
  } catch (error) {
    forget()
    return { kind: 'refused', code: error instanceof SignInError ? error.code : 'sign_in_failed' }
  }
}

async function sessionOf(config: PageConfig, pending: PendingSignIn, answer: URLSearchParams): Promise<TokenSession> {
  const client = await tokenClient(config, pending)
  const first = await exchangeCode(client, { code: codeIn(answer, pending, config.issuer), ...pending })
  return createTokenSession(first, {
    ...client,
    renew: ({ refreshToken }) => {
      // Else the session would be in use as long as a locked page stands there.
      if (refreshToken === undefined || isLocked()) throw new SignInError('sign_in_ended')
      return refreshTokens(client, refreshToken)
    },
  })
}

const tokenClient = async (config: PageConfig, { key }: PendingSignIn): Promise<TokenClient> => ({
  provider: await discover(config.issuer, pageFetch),
  clientId: config.clientId,
  redirectUri: redirectUriOf(config),
  hub: config.hub,
  keys: await clientKeysOf(key),
  fetch: pageFetch,
  now: () => new Date(),
})
