import { discover, type TokenSession } from '@amparo/client'
import type { PageConfig } from './config.ts'
import { pageFetch, redirectUriOf } from './page.ts'
import { forget } from './sign-in.ts'

/** Gives up the tokens, then goes to the issuer, which ends its own session. Whatever fails, the page lets go of everything. */
export async function signOut(config: PageConfig, session: TokenSession, language: string): Promise<void> {
  forget()
  try {
    const { revocationEndpoint, endSessionEndpoint } = await discover(config.issuer, pageFetch)
    if (revocationEndpoint !== undefined && session.refreshToken !== undefined) {
      const body = new URLSearchParams({ token: session.refreshToken, client_id: config.clientId })
      await pageFetch(revocationEndpoint, { method: 'POST', body, signal: AbortSignal.timeout(5_000) })
    }
    if (endSessionEndpoint !== undefined) {
      const end = new URL(endSessionEndpoint)
      end.searchParams.set('client_id', config.clientId)
      end.searchParams.set('post_logout_redirect_uri', redirectUriOf(config))
      end.searchParams.set('ui_locales', language)
      location.replace(end.href)
      return
    }
  } catch {
    // Offline: what was in this page's memory goes with the page.
  }
  location.replace('/')
}
