import type { HttpApp } from '@amparo/http'
import { z } from 'zod'

const pageConfig = z.object({
  hub: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  audience: z.string(),
  publicUrl: z.string(),
  jurisdictionCertificate: z.string().describe('The only certificate the page believes without another'),
  auditKey: z.string().describe("Verifier key of the hub's access log (C2SP signed-note)"),
  languages: z.array(z.string()),
  program: z
    .object({ path: z.string(), sha256: z.string() })
    .describe('amparo-open, which opens bundles offline: one file, for Node.js'),
})

/** Nothing secret, and nothing that depends on who asks. */
export const configRoute = (http: HttpApp, configNow: () => z.output<typeof pageConfig>): void => {
  http.get('/config.json', { schema: { response: { 200: pageConfig } }, config: { public: true } }, async () =>
    configNow(),
  )
}
