import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { clientAddress } from '../src/client-address.ts'

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as FastifyRequest

test.each([
  ['192.0.2.1', undefined, [], '192.0.2.1'],
  ['::ffff:192.0.2.1', undefined, [], '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', undefined, [], '2001:0db8:0001:0002'],
  ['2001:db8::1', undefined, [], '2001:0db8:0000:0000'],
  ['192.0.2.1', '198.51.100.7', [], '192.0.2.1'],
  ['192.0.2.1', '203.0.113.9, 198.51.100.7', ['192.0.2.1'], '198.51.100.7'],
  ['192.0.2.1', undefined, ['192.0.2.1'], '192.0.2.1'],
])('peer %s, forwarded for %s, trusting %j: counted as %s', (peer, forwarded, trusted, counted) => {
  expect(clientAddress(request(peer, forwarded), trusted)).toBe(counted)
})
