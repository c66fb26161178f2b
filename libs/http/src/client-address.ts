import type { IncomingHttpHeaders } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

export interface Addressed {
  readonly headers: IncomingHttpHeaders
  readonly socket: { readonly remoteAddress?: string | undefined }
}
type AddressOf = (request: Addressed) => string

/**
 * Who asks: the peer, or whom trusted proxies say that they saw. Each of them writes that at the end, so it is read from there, as far as
 * whoever wrote is trusted: what a stranger wrote before counts for nothing. `trustedProxies`: addresses, or networks (`192.0.2.0/24`).
 */
export function clientAddress(trustedProxies: readonly string[]): AddressOf {
  const isTrusted = memberOf(trustedProxies)
  return request => {
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',')
    let address = plain(request.socket.remoteAddress ?? '')
    while (isTrusted(address)) {
      const before = plain(forwarded.pop()?.trim() ?? '')
      if (before === '') break
      address = before
    }
    return address.slice(0, 100)
  }
}

/** Under which a stranger's tries are counted: of an IPv6 address the network, since one machine has 2^64 of them. */
export function clientNetwork(trustedProxies: readonly string[]): AddressOf {
  const addressOf = clientAddress(trustedProxies)
  return request => network(addressOf(request))
}

function memberOf(list: readonly string[]): (address: string) => boolean {
  const members = new BlockList()
  for (const one of list) {
    const [address = '', length] = one.split('/')
    if (length === undefined) members.addAddress(address, familyOf(address))
    else members.addSubnet(address, Number(length), familyOf(address))
  }
  return address => isIP(address) !== 0 && members.check(address, familyOf(address))
}

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')

/** IPv4 inside IPv6 is IPv4. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

function network(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map(group => group.padStart(4, '0'))
    .join(':')
}
