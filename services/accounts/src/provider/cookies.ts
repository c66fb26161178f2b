import type { Configuration } from 'oidc-provider'

type Cookies = NonNullable<Configuration['cookies']>

/**
 * Signed, out of reach of scripts, not sent along by other sites. Named by hub: cookies do not tell ports apart, and two
 * hubs may run on one machine.
 */
export function cookies({ hub, issuer, key }: { hub: string; issuer: string; key: string }): Cookies {
  const secure = issuer.startsWith('https:')
  const name = (what: string, prefix: string) => `${secure ? prefix : ''}amparo_${hub.toLowerCase()}_${what}`
  const options = { httpOnly: true, sameSite: 'lax', signed: true, secure, overwrite: true } as const
  return {
    keys: [key],
    names: {
      session: name('session', '__Host-'),
      // Bound to a path, so not __Host-.
      interaction: name('interaction', '__Secure-'),
      resume: name('resume', '__Secure-'),
    },
    long: { ...options, path: '/' },
    short: options,
  }
}
