import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import type { HttpApp } from '../src/http-app.ts'
import { leaveNobodyOpen } from '../src/leave-nobody-open.ts'

test('a server that stops does not wait for a connection on which nothing was ever asked', async () => {
  const app: HttpApp = Fastify({ forceCloseConnections: 'idle' }).withTypeProvider()
  leaveNobodyOpen(app, 300)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const silent = connect(port, '127.0.0.1')
  await once(silent, 'connect')
  const ended = once(silent, 'close')
  await app.close()
  await ended
  expect(app.server.listening).toBe(false)
})
