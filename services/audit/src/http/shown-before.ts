import { hash } from 'node:crypto'
import { z } from 'zod'

/** For a route whose pages ask again and again. */
export const unchanged = z
  .undefined()
  .describe(
    'What the tag in `If-None-Match` was given with is what would be shown. Nothing is shown, so nothing of it is in the log',
  )

export const ifNoneMatch = z.looseObject({
  'if-none-match': z.string().optional().describe('ETag of what was shown before, in quotation marks'),
})

interface Asking {
  readonly headers: { readonly 'if-none-match'?: string | undefined }
  readonly caller: { readonly user: string }
}

/**
 * Whether whoever asks was shown exactly this (RFC 9110, 13.1.2): they name the tag that came with it. Only somebody to whom it was shown can,
 * which is in the log: the tag is a hash of all of it, and of who they are.
 */
export function shownBefore<F, V>({ headers, caller }: Asking, viewOf: (found: F) => V) {
  const tagOf = (view: V) => `"${hash('sha256', JSON.stringify([caller.user, view]), 'base64url')}"`
  return {
    isShown: (found: F): boolean => headers['if-none-match'] === tagOf(viewOf(found)),
    /** The answer, tagged. */
    show: (reply: { header(name: 'etag', value: string): unknown }, found: F): V => {
      const view = viewOf(found)
      reply.header('etag', tagOf(view))
      return view
    },
  }
}
