import { openViewAnswer, type PinnedSigner, type ReadingRoute, sealForm } from '@amparo/crypto/web'
import { createReplyKey } from './keys.ts'
import { own, refusalOf, speaking } from './own-refusals.ts'
import { ProblemError } from './problem.ts'
import { randomToken } from './random.ts'
import { type Offered, trustedCertificate } from './trusted-certificate.ts'

/**
 * Fetches the certificate, seals and sends, twice at most. A subkey that was destroyed between fetching and sending is refused: then
 * nothing was stored, and it is sealed once more to the certificate of now. So is what arrived twice, since a server on the way asked
 * again: its first answer was lost there.
 */
const sealedAfresh = <T>(work: () => Promise<T>): Promise<T> =>
  work().catch((error: unknown) => {
    if (error instanceof ProblemError && SEALED_AGAIN.includes(error.code)) return work()
    throw error
  })

const SEALED_AGAIN = ['seal_invalid', 'seal_replayed']

/** Of one request, which is not repeated by itself. */
const TIMEOUT_MS = 45_000

export interface StrangerOptions {
  /** Of redaction, or the portal's way to it. */
  readonly url: string
  readonly hub: string
  readonly jurisdictionCert: string
  /** In which a refusal is said; English if not given. */
  readonly language?: string
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  readonly now?: () => Date
}

interface Certificates {
  readonly seal: string
  readonly signer: PinnedSigner
}

/** How the page of somebody who is not signed in speaks with redaction: sealed to it, answered to this browser alone. Throws ProblemError. */
export function strangerPage(options: StrangerOptions) {
  const { url, hub, jurisdictionCert, language = 'en', now = () => new Date() } = options
  const send = options.fetch ?? ((to: string, init: RequestInit) => fetch(to, init))
  const trusting = { hub, jurisdictionCert, now }

  async function call<T>(path: string, init: RequestInit): Promise<T> {
    const asked = { ...init, headers: { 'accept-language': language, ...init.headers } }
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS)
      const response = await send(url + path, { ...asked, redirect: 'error', signal })
      if (!response.ok) throw await refusalOf(response, now())
      return (await response.json()) as T
    } catch (cause) {
      throw cause instanceof ProblemError ? cause : own('hub_unreachable', { cause })
    }
  }
  async function certificates(): Promise<Certificates> {
    const { seal, sign } = await call<{ seal: Offered; sign: Offered }>('/link-certificates', {})
    const { armored } = await trustedCertificate(seal, 'redaction-seal', trusting)
    const signer = await trustedCertificate(sign, 'redaction-sign', trusting)
    return { seal: armored, signer: { certificate: signer.armored, fingerprint: signer.fingerprint } }
  }
  const post = <T>(path: string, data: object): Promise<{ sealed: string; signer: PinnedSigner; answer: T }> =>
    sealedAfresh(async () => {
      const { seal, signer } = await certificates()
      const nobody = { agency: 'link', user: 'link' }
      const form = { v: 1 as const, hub, route: `POST ${path}`, ...nobody, nonce: randomToken(), data }
      const sealed = await sealForm(seal, { ...form, issuedAt: now().toISOString() })
      const headers = { 'content-type': 'application/json' }
      const answer = await call<T>(path, { method: 'POST', headers, body: JSON.stringify({ sealed }) })
      return { sealed, signer, answer }
    })
  const page = {
    /** Says something, and reads nothing. */
    async say(path: string, data: object): Promise<void> {
      await post(path, data)
    },
    /** Asks, and opens what redaction has signed in answer to this question. */
    async read<T>(path: '/link-views' | '/sheet-views', data: object, isOne: (view: unknown) => view is T): Promise<T> {
      const reply = await createReplyKey(now())
      const asked = { ...data, replyCertificate: reply.certificate }
      const { sealed: request, signer, answer } = await post<{ sealed: string }>(path, asked)
      const route: ReadingRoute = `POST ${path}`
      const of = { hub, route, request, privateKey: reply.privateKey, signer, now: now() }
      const view = await openViewAnswer(answer.sealed, of).catch(unreadable)
      return isOne(view) ? view : unreadable(new TypeError('something else'))
    },
  }
  return speaking(page, language)
}

function unreadable(cause: unknown): never {
  throw own('view_unreadable', { cause })
}
