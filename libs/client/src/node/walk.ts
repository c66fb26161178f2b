import type { Fetch } from '../api/request.ts'
import { SignInError } from '../oidc/sign-in-error.ts'
import type { CookieJar } from './cookie-jar.ts'
import { formOf } from './html-form.ts'

const MAX_HOPS = 20
const TIMEOUT_MS = 15_000

/** Plays the browser's part: follows the provider's redirects and fills in its form. Throws SignInError. */
export async function walkToCallback(
  { from, issuer, redirectUri }: { from: string; issuer: string; redirectUri: string },
  browser: { fetch: Fetch; jar: CookieJar; credentials: () => Promise<Record<string, string>> },
): Promise<URL> {
  let url = from
  let post: URLSearchParams | undefined
  let filled = false
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    // The password goes to the issuer's own origin and nowhere else, whatever a redirect or a form says.
    if (new URL(url).origin !== new URL(issuer).origin) throw new SignInError('sign_in_left_issuer')
    const response = await browser.fetch(url, {
      method: post === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...browser.jar.header(url),
        ...(post === undefined
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin }),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(post === undefined ? {} : { body: post.toString() }),
    })
    browser.jar.keep(response, url)
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel()
      const next = new URL(location, url)
      if (isCallback(next, redirectUri)) return next
      url = next.href
      post = undefined
      continue
    }
    const form = formOf(await response.text())
    if (form === undefined) throw new SignInError('sign_in_page_not_understood')
    const wanted = form.fields.has('password')
    // The same form again is the provider's way to say no.
    if (wanted && filled) throw new SignInError('sign_in_refused')
    filled ||= wanted
    post = new URLSearchParams([...form.fields])
    if (wanted) for (const [name, value] of Object.entries(await browser.credentials())) post.set(name, value)
    url = new URL(form.action || url, url).href
  }
  throw new SignInError('sign_in_page_not_understood')
}

const isCallback = (url: URL, redirectUri: string): boolean => {
  const expected = new URL(redirectUri)
  // RFC 8252, section 7.3: on a loopback address any port.
  return url.protocol === expected.protocol && url.hostname === expected.hostname && url.pathname === expected.pathname
}
