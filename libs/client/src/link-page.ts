import { openViewAnswer, type PinnedSigner, sealForm } from '@amparo/crypto/web'
import type { SeenByLink } from './api/types.ts'
import { createReplyKey } from './keys.ts'
import { ProblemError, problemOf } from './problem.ts'
import { randomToken } from './random.ts'
import { type Offered, trustedCertificate } from './trusted-certificate.ts'

/** For somebody outside the system, with a link and the code that was told by phone. Nobody is signed in. Throws ProblemError. */
export interface LinkPage {
  /** Once; again for a quarter of an hour with the same `holder`. */
  open(id: string, code: string): Promise<SeenByLink>
  answer(id: string, said: LinkAnswer): Promise<void>
}
export type LinkAnswer = { readonly step: 'accept' | 'arrive' } | { readonly step: 'decline'; readonly reason: string }

interface LinkPageOptions {
  /** Of redaction, or the portal's way to it. */
  readonly url: string
  readonly hub: string
  readonly jurisdictionCert: string
  /** The browser's own secret, 128 bits or more, the same for as long as the page is used. */
  readonly holder: string
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  readonly now?: () => Date
}

export function createLinkPage(options: LinkPageOptions): LinkPage {
  const { url, hub, jurisdictionCert, holder, now = () => new Date() } = options
  const send = options.fetch ?? ((to: string, init: RequestInit) => fetch(to, init))
  const trusting = { hub, jurisdictionCert, now }

  async function call<T>(path: string, init: RequestInit): Promise<T> {
    const response = await send(url + path, { ...init, redirect: 'error' }).catch((cause: unknown) => {
      const problem = { code: 'hub_unreachable', title: 'The hub did not answer', next: 'Try again.' }
      throw new ProblemError(0, problem, cause)
    })
    if (!response.ok) throw await problemOf(response)
    return (await response.json()) as T
  }
  async function certificates(): Promise<{ seal: string; signer: PinnedSigner }> {
    const { seal, sign } = await call<{ seal: Offered; sign: Offered }>('/link-certificates', {})
    const { armored } = await trustedCertificate(seal, 'redaction-seal', trusting)
    const signer = await trustedCertificate(sign, 'redaction-sign', trusting)
    return { seal: armored, signer: { certificate: signer.armored, fingerprint: signer.fingerprint } }
  }
  const post = async <T>(path: string, seal: string, data: object): Promise<{ sealed: string; answer: T }> => {
    const nobody = { agency: 'link', user: 'link' }
    const form = { v: 1 as const, hub, route: `POST ${path}`, ...nobody, nonce: randomToken(), data }
    const sealed = await sealForm(seal, { ...form, issuedAt: now().toISOString() })
    const headers = { 'content-type': 'application/json' }
    const answer = await call<T>(path, { method: 'POST', headers, body: JSON.stringify({ sealed }) })
    return { sealed, answer }
  }
  return {
    async open(id, code) {
      const { seal, signer } = await certificates()
      const reply = await createReplyKey(now())
      const asked = { id, code, holder, replyCertificate: reply.certificate }
      const { sealed: request, answer } = await post<{ sealed: string }>('/link-views', seal, asked)
      const of = { hub, route: 'POST /link-views' as const, request, privateKey: reply.privateKey, signer, now: now() }
      const view = await openViewAnswer(answer.sealed, of).catch(unreadable)
      return isView(view) ? view : unreadable(new TypeError('something else'))
    },
    async answer(id, said) {
      const { seal } = await certificates()
      await post('/link-answers', seal, { id, holder, ...said })
    },
  }
}

function unreadable(cause: unknown): never {
  const problem = { code: 'view_unreadable', title: 'The answer is not for this request', next: 'Try once more.' }
  throw new ProblemError(0, problem, cause)
}

/** Redaction signed it, and its schema is redaction's. */
const isView = (view: unknown): view is SeenByLink =>
  typeof view === 'object' && view !== null && 'categories' in view && 'from' in view
