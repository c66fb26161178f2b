import type { HttpApp } from './http-app.ts'

const LOOK_MS = 100

/**
 * A server that stops waits for its connections to end. One that falls idle only after the stop, or on which nothing was ever asked, would
 * keep it waiting for a minute: idle ones are closed as they come to be, and what is left after `patienceMs` is cut off.
 */
export function leaveNobodyOpen(app: HttpApp, patienceMs: number): void {
  app.addHook('preClose', async () => {
    const { server } = app
    const looking = setInterval(() => server.closeIdleConnections(), LOOK_MS)
    const cutting = setTimeout(() => server.closeAllConnections(), patienceMs)
    server.once('close', () => {
      clearInterval(looking)
      clearTimeout(cutting)
    })
    // Of a server that never listened there is no end to hear of.
    looking.unref()
    cutting.unref()
  })
}
