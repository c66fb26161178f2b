interface Cookie {
  readonly value: string
  readonly path: string
}

/** Cookies of one origin for one sign-in. It is never handed a second origin (see authorization.ts). */
export interface CookieJar {
  keep(response: Response, url: string): void
  header(url: string): Record<string, string>
}

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>()
  return {
    keep(response, url) {
      for (const line of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(';').map(part => part.trim())
        const [, name, value] = /^([^=]+)=(.*)$/.exec(pair) ?? []
        if (name === undefined || value === undefined) continue
        const path = attribute(attributes, 'path') ?? defaultPath(url)
        const key = `${name};${path}`
        if (isOver(attributes)) cookies.delete(key)
        else cookies.set(key, { value, path })
      }
    },
    header(url) {
      const { pathname } = new URL(url)
      const sent = [...cookies]
        .filter(([, { path }]) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`))
        .map(([key, { value }]) => `${key.slice(0, key.indexOf(';'))}=${value}`)
      return sent.length === 0 ? {} : { cookie: sent.join('; ') }
    },
  }
}

const attribute = (attributes: readonly string[], name: string): string | undefined =>
  attributes.find(a => a.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1)

const defaultPath = (url: string): string => new URL(url).pathname.replace(/\/[^/]*$/, '') || '/'

function isOver(attributes: readonly string[]): boolean {
  const maxAge = attribute(attributes, 'max-age')
  if (maxAge !== undefined) return Number(maxAge) <= 0
  const expires = attribute(attributes, 'expires')
  return expires !== undefined && Date.parse(expires) <= Date.now()
}
