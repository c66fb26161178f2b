import type { FastifyRequest } from 'fastify'

/**
 * The provider makes its addresses, and chooses its cookies' flags, from the request. Host and protocol are those of the
 * issuer, whatever a caller or a proxy in between says of them; that the browser spoke TLS, the issuer's address says.
 */
export function addressAsIssuer(request: FastifyRequest, issuer: string): void {
  const { headers } = request.raw
  const { host, protocol } = new URL(issuer)
  for (const name of ['x-forwarded-host', 'x-forwarded-for', 'x-forwarded-proto']) delete headers[name]
  headers.host = host
  if (protocol === 'https:') headers['x-forwarded-proto'] = 'https'
}
