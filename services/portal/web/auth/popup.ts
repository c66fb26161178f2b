import { beginAuthorization, codeIn, discover, exchangeCode, SignInError, type TokenSession } from '@amparo/client'
import type { PageConfig } from './config.ts'
import { pageFetch, redirectUriOf, SIGN_INS } from './page.ts'

const WAIT_MS = 10 * 60_000

/**
 * Has the same person sign in again in a window of its own, so that nothing of this page is lost: what is typed lives in its
 * memory only. Call it from a click, else the browser opens no window. Throws SignInError.
 */
export async function signInAgain(
  config: PageConfig,
  session: TokenSession,
  { language, signal }: { language: string; signal: AbortSignal },
): Promise<void> {
  const popup = window.open('about:blank', '_blank', 'popup,width=520,height=720')
  if (popup === null) throw new SignInError('window_not_opened')
  const provider = await discover(config.issuer, pageFetch)
  const redirectUri = redirectUriOf(config)
  const client = { provider, clientId: config.clientId, redirectUri, hub: config.hub, keys: session.keys }
  const { url, pending } = await beginAuthorization({
    ...client,
    jkt: session.keys.jkt,
    prompt: 'login',
    uiLocales: language,
  })
  const answer = answerTo(pending.state, signal)
  popup.location.href = url
  const code = codeIn(await answer, pending, config.issuer)
  const tokens = await exchangeCode({ ...client, fetch: pageFetch, now: () => new Date() }, { code, ...pending })
  session.become(tokens)
}

function answerTo(state: string, signal: AbortSignal): Promise<URLSearchParams> {
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel(SIGN_INS)
    const end = (finish: () => void) => () => {
      clearTimeout(timer)
      channel.close()
      finish()
    }
    const timer = setTimeout(
      end(() => reject(new SignInError('sign_in_timed_out'))),
      WAIT_MS,
    )
    signal.addEventListener(
      'abort',
      end(() => reject(new SignInError('sign_in_cancelled'))),
      { once: true },
    )
    channel.onmessage = ({ data }) => {
      const answer = new URLSearchParams(String(data))
      if (answer.get('state') === state) end(() => resolve(answer))()
    }
  })
}
