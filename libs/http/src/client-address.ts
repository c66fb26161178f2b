import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'

/**
 * Under which a stranger's tries are counted: the peer, or what a trusted proxy says of it (the last entry, which that proxy
 * wrote itself). Of an IPv6 address the network, since one machine has 2^64 of them.
 */
export function clientAddress(request: FastifyRequest, trustedProxies: readonly string[]): string {
  const peer = plain(request.socket.remoteAddress ?? '')
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return network(trustedProxies.includes(peer) && forwarded ? plain(forwarded) : peer)
}

/** IPv4 inside IPv6 is IPv4. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

function network(address: string): string {
  if (!isIPv6(address)) return address.slice(0, 100)
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map(group => group.padStart(4, '0'))
    .join(':')
}
