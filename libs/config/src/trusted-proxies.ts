import { isIP } from 'node:net'
import { z } from 'zod'

export const trustedProxies = z
  .string()
  .default('')
  .transform(list => list.split(/[\s,]+/).filter(Boolean))
  .refine(list => list.every(isAddressOrNetwork), 'not a list of addresses and networks (192.0.2.7, 2001:db8::/64)')
  .describe('addresses or networks of proxies in front, whose X-Forwarded-For is believed')

function isAddressOrNetwork(text: string): boolean {
  const [address = '', length, ...more] = text.split('/')
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return bits > 0 && more.length === 0 && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits))
}
