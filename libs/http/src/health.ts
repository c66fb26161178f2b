import { z } from 'zod'
import { httpErrors } from './errors.ts'
import type { HttpApp } from './http-app.ts'

const state = z.object({ status: z.literal('ok') })

/** /healthz: the process answers. /readyz: what it depends on answers too. */
export function reportHealth(app: HttpApp, ready: () => Promise<void>): void {
  const schema = { response: { 200: state } }
  app.get('/healthz', { schema, config: { public: true } }, async () => ({ status: 'ok' as const }))
  app.get('/readyz', { schema, config: { public: true } }, async () => {
    await ready().catch((cause: unknown) => {
      throw httpErrors.not_ready({ cause })
    })
    return { status: 'ok' as const }
  })
}
