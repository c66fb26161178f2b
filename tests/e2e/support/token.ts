import { signIn } from '@amparo/client/node'
import { urlOf } from '../../../scripts/lib/hubs/addresses.ts'
import type { System } from '../../../scripts/lib/hubs/system.ts'

const known = new Map<string, Promise<string>>()

/** An access token of a demonstration user ("police@xa"), signed in over OpenID Connect. */
export function tokenOf(system: System, username: string, scope?: string): Promise<string> {
  const key = `${username} ${scope ?? ''}`
  const token = known.get(key) ?? newToken(system, username, scope)
  known.set(key, token)
  return token
}

async function newToken(system: System, username: string, scope?: string): Promise<string> {
  const hub = system.hub(username.slice(username.indexOf('@') + 1).toUpperCase()).installed
  const user = hub.users.find(candidate => candidate.username === username)
  if (!user) throw new Error(`no user ${username}`)
  const session = await signIn({
    issuer: urlOf(hub, 'accounts'),
    hub: hub.hub,
    username,
    password: user.password,
    totpSecret: user.totpSecret,
    ...(scope ? { scope } : {}),
  })
  return session.accessToken()
}
