import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { answerLink } from '../commands/answer-link.ts'
import type { openLink } from '../commands/open-link.ts'
import type { TrustedCertificate } from '../ports/directory.ts'
import { limiter } from './limiter.ts'

const body = z.strictObject({
  /** OpenPGP message, armored, to the hub's redaction-seal certificate: id, code and the browser's own secret are inside. */
  sealed: z.string().min(1).max(65_536),
})
const certificate = z.object({ armored: z.string(), fingerprint: z.string() })

interface LinkPage {
  readonly open: ReturnType<typeof openLink>
  readonly answer: ReturnType<typeof answerLink>
  readonly certificates: () => Promise<{ readonly seal: TrustedCertificate; readonly sign: TrustedCertificate }>
}

/**
 * For somebody outside the system, who has a link and was told its code. Open to strangers, and the same answer to all of them. The
 * addresses of browsers are known to the portal, which limits each; here all of them together are limited.
 */
export function linkPageRoutes(app: HttpApp, { open, answer, certificates }: LinkPage): void {
  const limit = limiter()
  app.get(
    '/link-certificates',
    { schema: { response: { 200: z.object({ seal: certificate, sign: certificate }) } }, config: { public: true } },
    async () => {
      const { seal, sign } = await certificates()
      return { seal: { ...seal }, sign: { ...sign } }
    },
  )
  app.post(
    '/link-views',
    { schema: { body, response: { 200: z.object({ sealed: z.string() }) } }, config: { public: true } },
    async request =>
      limit(async () => ({ sealed: await open({ sealed: request.body.sealed, correlationId: request.id }) })),
  )
  app.post(
    '/link-answers',
    { schema: { body, response: { 200: z.object({ heard: z.literal(true) }) } }, config: { public: true } },
    async request =>
      limit(async () => {
        await answer({ sealed: request.body.sealed, correlationId: request.id })
        return { heard: true as const }
      }),
  )
}
