import { clientNetwork, type HttpApp, STEP_UP_ACR } from '@amparo/http'
import type { Log } from '@amparo/observability'
import formbody from '@fastify/formbody'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type Provider from 'oidc-provider'
import { errors as providerErrors } from 'oidc-provider'
import { z } from 'zod'
import type { SignIn } from '../commands/sign-in.ts'
import { errors } from '../domain/errors.ts'
import { messages } from '../log.ts'
import { chooseLanguage } from '../pages/language.ts'
import { signInPage } from '../pages/sign-in.ts'
import { addressAsIssuer } from './address.ts'
import { pageHeaders } from './headers.ts'
import { HTML, problemPage } from './problem-page.ts'
import { problemOf } from './sign-in-problem.ts'

export interface InteractionDeps {
  readonly hub: string
  readonly provider: Provider
  readonly signIn: SignIn
  readonly log: Log
  readonly formTargets: readonly string[]
  readonly trustedProxies: readonly string[]
  /** The way back for somebody whose sign-in has expired. */
  readonly home: string | undefined
}

const schema = {
  params: z.object({ uid: z.string().regex(/^[\w-]{1,100}$/) }),
  querystring: z.object({ lang: z.string().max(20).optional() }),
}
const config = { public: true } as const
const form = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(500),
  code: z.string().min(1).max(12),
})
const BODY_LIMIT = 8_192

/** The sign-in page. Its address is good for one browser (the provider's cookie says which) and for ten minutes. */
export function interactionRoutes(app: HttpApp, deps: InteractionDeps): void {
  const { hub, provider, log } = deps
  const networkOf = clientNetwork(deps.trustedProxies)

  app.register(async bare => {
    const scope = bare.withTypeProvider<ZodTypeProvider>()
    scope.removeAllContentTypeParsers()
    await scope.register(formbody, { bodyLimit: BODY_LIMIT })
    pageHeaders(bare, deps.formTargets)
    scope.setErrorHandler(problemPage(deps))

    scope.get('/interaction/:uid', { schema, config }, async (request, reply) => {
      const page = await pageFor(provider, request, reply)
      return reply.type(HTML).send(signInPage({ hub, ...page }))
    })

    scope.post('/interaction/:uid', { schema, config }, async (request, reply) => {
      const address = networkOf(request)
      const page = await pageFor(provider, request, reply)
      if (isFromElsewhere(request)) throw errors.sign_in_expired()
      try {
        const { id, signedInAt } = await deps.signIn({ ...typed(request.body), address })
        const login = { accountId: id, acr: STEP_UP_ACR, amr: ['pwd', 'otp'], ts: signedInAt, remember: false }
        const result = provider.interactionResult(request.raw, reply.raw, { login }, { mergeWithLastSubmission: false })
        return reply.redirect(await result, 303)
      } catch (error) {
        const answer = problemOf(error)
        if (!answer) throw error
        if (answer.problem === 'blocked') messages['sign-in.blocked'](log, { requestId: request.id })
        reply.status(answer.status).headers(answer.headers).type(HTML)
        return reply.send(signInPage({ hub, ...page, problem: answer.problem }))
      }
    })
  })
}

type PageRequest = FastifyRequest & { params: { uid: string }; query: { lang?: string | undefined } }

/** Throws `sign_in_expired` unless this browser was sent to this page, and has not used it up. */
async function pageFor(provider: Provider, request: PageRequest, reply: FastifyReply) {
  addressAsIssuer(request, provider.issuer)
  const interaction = await provider.interactionDetails(request.raw, reply.raw).catch((error: unknown) => {
    throw error instanceof providerErrors.SessionNotFound ? errors.sign_in_expired({ cause: error }) : error
  })
  const { uid } = request.params
  if (interaction.uid !== uid) throw errors.sign_in_expired()
  const asked = request.query.lang ?? interaction.params['ui_locales']
  return { language: chooseLanguage(asked, request.headers['accept-language']), path: `/interaction/${uid}` }
}

/** Browsers say where a form came from (Fetch Metadata); that the cookie is SameSite=Lax stops the others. */
function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin'
}

/** A form that was not filled in is a wrong one. */
function typed(body: unknown): z.output<typeof form> {
  const parsed = form.safeParse(body)
  if (!parsed.success) throw errors.sign_in_refused()
  return parsed.data
}
