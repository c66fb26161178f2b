import { Readable } from 'node:stream'
import { type HttpApp, httpErrors } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { Bell } from '@amparo/messaging'
import { z } from 'zod'
import { mayEnter } from '../domain/access.ts'
import type { NewsFeed } from '../news-feed.ts'
import type { ReadNews } from '../queries/read-news.ts'
import { type NewsEnd, stream } from './news-stream.ts'

const POSITION = /^(\d{1,20})-(\d{1,19})$/
const headers = z.looseObject({ 'last-event-id': z.string().regex(POSITION).optional() })
const PER_USER = 5

interface NewsOf {
  readonly news: ReadNews
  readonly feed: NewsFeed
  readonly now: Clock
  /** How often a line is sent that says nothing, so that dead connections are noticed. Default 15 s. */
  readonly heartbeatMs?: number
}

/** Whoever has to do with requests for evidence alone hears of no referral. */
const STREAMS = [
  { url: '/news', scope: 'referral:read', referrals: true, description: 'All of an agency’s own.' },
  {
    url: '/request-news',
    scope: 'evidence:contact',
    referrals: false,
    description: 'Those about requests for evidence alone, to whoever works on no referral.',
  },
] as const

/**
 * An agency's own news, by id only. It ends with the token, and goes on with the next one where it was (Last-Event-ID). A stream of our
 * own rather than @fastify/sse: that one waits for ever for a reader that leaves while its buffer is full, and answers 406 in words of its own.
 */
export const newsRoute = (app: HttpApp, { news, feed, now, heartbeatMs = 15_000 }: NewsOf): void => {
  const open = new Map<string, number>()
  const stopping = new AbortController()
  // Before the server waits for its connections to end.
  app.addHook('preClose', async () => stopping.abort())

  for (const { url, scope, description, referrals } of STREAMS)
    app.get(
      url,
      {
        schema: {
          ...{ headers, description },
          response: {
            200: {
              description: 'id, event, and as data one id, with the users whom a call is for',
              content: { 'text/event-stream': { schema: z.any() } },
            },
          },
        },
        config: { scope },
      },
      async (request, reply) => {
        const { caller } = request
        const count = open.get(caller.user) ?? 0
        if (count >= PER_USER) throw httpErrors.rate_limited()
        const [, tx, id] = POSITION.exec(request.headers['last-event-id'] ?? '') ?? []
        const after = tx !== undefined && id !== undefined ? { tx, id } : undefined
        const left = new AbortController()
        const token = AbortSignal.timeout(Math.max(0, caller.expiresAt.getTime() - now().getTime()))
        const end: NewsEnd = { signal: AbortSignal.any([left.signal, token, stopping.signal]) }
        const bell = new Bell()
        const leave = feed.wait(caller.agency, bell)
        open.set(caller.user, count + 1)
        reply.raw.once('close', () => {
          left.abort()
          leave()
          const others = (open.get(caller.user) ?? 1) - 1
          if (others > 0) open.set(caller.user, others)
          else open.delete(caller.user)
        })
        const reader = {
          ...{ agencyId: caller.agency, userId: caller.user, inside: mayEnter(true, caller) },
          ...{ supervises: caller.scopes.has('referral:assign'), referrals },
        }
        const lines = stream({ news, reader, after, bell, end, heartbeatMs })
        return (
          reply
            .header('content-type', 'text/event-stream; charset=utf-8')
            .header('x-accel-buffering', 'no')
            // It is not used for another request, so that a service which stops need not wait for one.
            .header('connection', 'close')
            .send(Readable.from(lines, { objectMode: false }))
        )
      },
    )
}
