import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Log } from '@amparo/observability'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { sendError } from './error-handler.ts'
import { httpErrors } from './errors.ts'
import { type ProblemAnswer, problemOf } from './problem.ts'

interface ClientError extends Error {
  readonly code?: string
}

/** A request that does not come to its end, in time or at all, is answered as any other refusal, and its connection closed. */
export function brokenRequests(log: Log) {
  const latest = new WeakMap<Socket, FastifyReply>()

  /** As `clientErrorHandler`. */
  function answer(error: ClientError, socket: Socket): void {
    if (error.code === 'ECONNRESET' || socket.destroyed) return
    const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
    const reply = latest.get(socket)
    const isWhole = reply?.request.raw.complete ?? true
    if (reply === undefined || (isWhole && reply.raw.writableFinished)) {
      const refusal = isLate ? httpErrors.request_timed_out() : httpErrors.request_invalid()
      if (socket.writable) socket.write(asText(problemOf(refusal, randomUUID())))
      socket.destroySoon()
    } else if (!isWhole && !reply.raw.headersSent) {
      const refusal = isLate ? httpErrors.request_timed_out() : httpErrors.body_unreadable()
      // Of a request that is answered Node tells its reader no end.
      socket.once('close', () => reply.request.raw.destroy(error))
      sendError(refusal, reply.request, reply.header('connection', 'close'), log)
    } else {
      // A second answer would be taken for that to the next request.
      socket.destroy()
    }
  }

  return {
    answer,
    watch: (app: FastifyInstance): void =>
      void app.addHook('onRequest', async ({ raw }, reply) => void latest.set(raw.socket, reply)),
  }
}

/** Of a request whose head is not known: in English. */
function asText({ status, headers, body }: ProblemAnswer): string {
  const text = JSON.stringify(body)
  const lines = Object.entries({
    ...headers,
    'cache-control': 'no-store',
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(text),
    connection: 'close',
  })
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines.map(([name, value]) => `${name}: ${value}`)]
  return `${head.join('\r\n')}\r\n\r\n${text}`
}
