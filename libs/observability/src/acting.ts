import { AsyncLocalStorage } from 'node:async_hooks'

/** As part of what code runs, and by which leave: of a request that was let in, an event that is handled, a question that is answered. */
export interface Acting {
  /** UUID. */
  readonly correlationId: string
  /** Of the caller's token, by which the route let them in. Empty where nobody calls. */
  readonly scope: string
  /** Codes of the caller's posts that have that scope. None where nobody calls, or the token says nothing of posts. */
  readonly roles: string[]
}

/** Whoever calls, as their token says. */
interface Caller {
  readonly user: string
  readonly acr: string
}

const storage = new AsyncLocalStorage<Acting & { readonly caller?: Caller | undefined }>()

/**
 * What `work` starts knows it, however deep: an entry of the access log says it, and no function on the way could forget to hand it on.
 * Nothing is decided by it. `caller`: of a request to this service, and of nothing else.
 */
export const runActing = <T>(acting: Acting, work: () => T, caller?: Caller): T =>
  storage.run({ ...acting, caller }, work)

/** All of it empty in what a clock has started. */
export function acting(): Acting {
  const { correlationId = '', scope = '', roles = [] } = storage.getStore() ?? {}
  return { correlationId, scope, roles: [...roles] }
}

/** A user as an event tells of them: how they signed in, by which scope and as what they do this, if it is they who call; else nothing of it. */
export function actorNow(userId: string): { userId: string; acr: string; scope: string; roles: string[] } {
  const caller = storage.getStore()?.caller
  if (userId === '' || caller?.user !== userId) return { userId, acr: '', scope: '', roles: [] }
  const { scope, roles } = acting()
  return { userId, acr: caller.acr, scope, roles }
}
