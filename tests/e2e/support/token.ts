import { type NodeSession, signIn } from '@amparo/client/node'
import { urlOf } from '../../../scripts/lib/hubs/addresses.ts'
import type { System } from '../../../scripts/lib/hubs/system.ts'

const known = new WeakMap<System, Map<string, Promise<NodeSession>>>()

/** The sign-in of a demonstration user ("police@xa"), over OpenID Connect. */
export function sessionOf(system: System, username: string, scope?: string): Promise<NodeSession> {
  const key = `${username} ${scope ?? ''}`
  const sessions = known.get(system) ?? new Map<string, Promise<NodeSession>>()
  known.set(system, sessions)
  const session = sessions.get(key) ?? newSession(system, username, scope)
  sessions.set(key, session)
  return session
}

function newSession(system: System, username: string, scope?: string): Promise<NodeSession> {
  const hub = system.hub(username.slice(username.indexOf('@') + 1).toUpperCase()).installed
  const user = hub.users.find(candidate => candidate.username === username)
  if (!user) throw new Error(`no user ${username}`)
  return signIn({
    issuer: urlOf(hub, 'accounts'),
    hub: hub.hub,
    username,
    password: user.password,
    totpSecret: user.totpSecret,
    ...(scope ? { scope } : {}),
  })
}
