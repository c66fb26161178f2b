import { expect, test } from 'vitest'
import { clientAddress, clientNetwork } from '../src/client-address.ts'

const request = (remoteAddress: string, forwarded?: string) => ({
  socket: { remoteAddress },
  headers: { ...(forwarded && { 'x-forwarded-for': forwarded }) },
})

test.each([
  ['192.0.2.1', undefined, [], '192.0.2.1'],
  ['::ffff:192.0.2.1', undefined, [], '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', undefined, [], '2001:0db8:0001:0002'],
  ['2001:db8::1', undefined, [], '2001:0db8:0000:0000'],
  ['192.0.2.1', '198.51.100.7', [], '192.0.2.1'],
  ['192.0.2.1', '203.0.113.9, 198.51.100.7', ['192.0.2.1'], '198.51.100.7'],
  ['::ffff:192.0.2.1', '2001:db8:1:2::7', ['192.0.2.1'], '2001:0db8:0001:0002'],
  ['192.0.2.1', undefined, ['192.0.2.1'], '192.0.2.1'],
  // By network.
  ['172.18.0.5', '198.51.100.7', ['172.18.0.0/16'], '198.51.100.7'],
  ['172.19.0.5', '198.51.100.7', ['172.18.0.0/16'], '172.19.0.5'],
  ['fd00:1::5', '198.51.100.7', ['fd00:1::/64'], '198.51.100.7'],
  // One proxy behind another.
  ['192.0.2.1', '203.0.113.9, 198.51.100.7, 192.0.2.2', ['192.0.2.1', '192.0.2.2'], '198.51.100.7'],
  ['192.0.2.1', '192.0.2.2', ['192.0.2.1', '192.0.2.2'], '192.0.2.2'],
  // Which a stranger only says of somebody.
  ['192.0.2.1', '192.0.2.2, 198.51.100.7', ['192.0.2.1', '192.0.2.2'], '198.51.100.7'],
])('peer %s, forwarded for %s, trusting %j: counted as %s', (peer, forwarded, trusted, counted) => {
  expect(clientNetwork(trusted)(request(peer, forwarded))).toBe(counted)
})

test('an address as it is passed on is the whole one', () => {
  expect(clientAddress(['192.0.2.1'])(request('192.0.2.1', '2001:db8::1'))).toBe('2001:db8::1')
})
