import type { RequestDeps } from './deps.ts'

/** Suspensions are to count within minutes. */
const BELIEVED_MS = 30_000

/** Central authorities of this hub, but for those that are suspended, as the directory said lately. Undefined while it cannot tell. */
export function authoritiesHere({
  hub,
  directory,
  now,
}: Pick<RequestDeps, 'hub' | 'directory' | 'now'>): () => Promise<readonly string[] | undefined> {
  let known: { readonly ids: readonly string[]; readonly until: number } | undefined
  return async () => {
    const asked = now().getTime()
    if (known === undefined || known.until <= asked) {
      const ids = await directory.authoritiesOf(hub).catch(() => undefined)
      known = ids && { ids, until: asked + BELIEVED_MS }
    }
    return known?.ids
  }
}
