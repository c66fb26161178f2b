import type { SeenByLink } from './api/types.ts'
import { type StrangerOptions, strangerPage } from './stranger-page.ts'

/** For somebody outside the system, with a link and the code that was told by phone. Nobody is signed in. Throws ProblemError. */
export interface LinkPage {
  /** Once; again for a quarter of an hour with the same `holder`. */
  open(id: string, code: string): Promise<SeenByLink>
  answer(id: string, said: LinkAnswer): Promise<void>
}
export type LinkAnswer = { readonly step: 'accept' | 'arrive' } | { readonly step: 'decline'; readonly reason: string }

interface LinkPageOptions extends StrangerOptions {
  /** The browser's own secret, 128 bits or more, the same for as long as the page is used. */
  readonly holder: string
}

export function createLinkPage({ holder, ...options }: LinkPageOptions): LinkPage {
  const page = strangerPage(options)
  return {
    open: (id, code) => page.read('/link-views', { id, code, holder }, isView),
    answer: (id, said) => page.say('/link-answers', { id, holder, ...said }),
  }
}

/** Redaction signed it, and its schema is redaction's. */
const isView = (view: unknown): view is SeenByLink =>
  typeof view === 'object' && view !== null && 'categories' in view && 'from' in view
