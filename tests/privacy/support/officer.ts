import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Client, createClient, viewRequest } from '@amparo/client'
import { type NodeSession, signIn } from '@amparo/client/node'
import type { ServiceName } from '@amparo/contracts'
import { urlOf } from '../../../scripts/lib/hubs/addresses.ts'
import type { System } from '../../../scripts/lib/hubs/system.ts'
import { undescribed } from './described.ts'

export interface Said {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Of another hub: the services are asked there, with the token from here. */
  readonly at?: string
}

/** Whatever came back, down to the last header. */
export interface Answer {
  readonly status: number
  readonly code: string | undefined
  readonly body: Record<string, unknown>
  readonly text: string
}

/** Somebody with a sign-in and without manners: sends what the client library would not. Whatever is answered has to be described. */
export interface Officer {
  readonly session: NodeSession
  readonly client: Client
  call(
    method: 'GET' | 'POST' | 'HEAD' | 'PATCH' | 'DELETE',
    service: ServiceName,
    path: string,
    said?: Said,
  ): Promise<Answer>
  /** A signed request to view, as their page makes it. */
  viewRequest(referralId: string, at?: { hub?: string; now?: Date; route?: string }): Promise<string>
}

export async function signInAs(system: System, username: string): Promise<Officer> {
  const hub = system.hub(username.slice(username.indexOf('@') + 1).toUpperCase()).installed
  const user = hub.users.find(known => known.username === username)
  if (!user) throw new Error(`no user ${username}`)
  const { password, totpSecret } = user
  const session = await signIn({ issuer: urlOf(hub, 'accounts'), hub: hub.hub, username, password, totpSecret })
  const urls = Object.fromEntries(
    (['directory', 'redaction', 'consent', 'referral', 'exchange', 'audit'] as const).map(name => [
      name,
      urlOf(hub, name),
    ]),
  ) as Record<'directory' | 'redaction' | 'consent' | 'referral' | 'exchange' | 'audit', string>
  const jurisdictionCert = readFileSync(system.layout.hub(hub.hub).jurisdictionCertificate, 'utf8')
  return {
    session,
    client: createClient({ urls, hub: hub.hub, jurisdictionCert, session }),
    async call(method, service, path, { body = {}, headers = {}, at = hub.hub } = {}) {
      const url = urlOf(system.hub(at).installed, service) + path
      const response = await fetch(url, {
        method,
        headers: {
          ...(await session.authorize({ method, url })),
          ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
          ...headers,
        },
        ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
      })
      const answer = await answerOf(response)
      const [bare = ''] = path.split('?', 1)
      const said = {
        status: answer.status,
        type: response.headers.get('content-type'),
        code: answer.code,
        fields: fieldCodes(answer.body),
      }
      const gap = undescribed({ service, method, path: bare, ...said })
      if (gap !== undefined) throw new Error(gap)
      return answer
    },
    viewRequest: (referralId, { hub: claimed = hub.hub, now = new Date(), route = 'POST /views' } = {}) =>
      viewRequest({
        ...{ session: { ...session, hub: claimed, keys: session.keys }, referralId, now },
        // No one but a test signs for a route that there is none of.
        route: route as NonNullable<Parameters<typeof viewRequest>[0]['route']>,
      }),
  }
}

export async function answerOf(response: Response): Promise<Answer> {
  const content = await response.text()
  const body = parsed(content)
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  const code = typeof body['code'] === 'string' ? body['code'] : undefined
  return { status: response.status, code, body, text: `${headers}\n\n${content}` }
}

function fieldCodes({ errors }: Answer['body']): string[] {
  return Array.isArray(errors) ? errors.map(({ code }) => String(code)) : []
}

function parsed(content: string): Record<string, unknown> {
  try {
    return JSON.parse(content)
  } catch {
    return {}
  }
}
