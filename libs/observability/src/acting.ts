import { AsyncLocalStorage } from 'node:async_hooks'

/** As part of what code runs, and by which leave: of a request that was let in, an event that is handled, a question that is answered. */
export interface Acting {
  /** UUID. */
  readonly correlationId: string
  /** Of the caller's token, by which the route let them in. Empty where nobody calls. */
  readonly scope: string
}

const storage = new AsyncLocalStorage<Acting>()

/**
 * What `work` starts knows it, however deep: an entry of the access log says it, and no function on the way could forget to hand it on.
 * Nothing is decided by it.
 */
export const runActing = <T>(acting: Acting, work: () => T): T => storage.run(acting, work)

/** Both empty in what a clock has started. */
export const acting = (): Acting => storage.getStore() ?? { correlationId: '', scope: '' }
