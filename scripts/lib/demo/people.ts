import { readFileSync } from 'node:fs'
import { type Client, createClient } from '@amparo/client'
import { signIn } from '@amparo/client/node'
import { urlOf } from '../hubs/addresses.ts'
import type { InstalledHub, InstalledUser } from '../hubs/installation.ts'
import type { Layout } from '../hubs/layout.ts'

/** Where people find their hubs: a running system, or what was installed. */
export interface Hubs {
  readonly layout: Layout
  hub(code: string): { readonly installed: InstalledHub }
}

/** The right people of each agency, each signed in once over OpenID Connect. */
export class People {
  readonly #system: Hubs
  readonly #clients = new Map<string, Promise<Client>>()

  constructor(system: Hubs) {
    this.#system = system
  }

  caseworker(hub: string, agencyType: string): Promise<Client> {
    return this.#client(hub, user => user.agencyType === agencyType && !user.roles.includes('supervisor'))
  }

  /** Somebody to whom witness protection exists. */
  protection(hub: string, agencyType: string): Promise<Client> {
    return this.#client(hub, user => user.agencyType === agencyType && user.roles.includes('protection'))
  }

  /** By name, without the hub: `shelter-2`. */
  named(hub: string, name: string): Promise<Client> {
    return this.#client(hub, user => user.username === `${name}@${hub.toLowerCase()}`)
  }

  dutyOfficer(hub: string, agencyType: string): Promise<Client> {
    return this.#client(hub, user => user.agencyType === agencyType && user.roles.includes('supervisor'))
  }

  auditor(hub: string): Promise<Client> {
    return this.#client(hub, user => user.roles.includes('auditor'))
  }

  #client(code: string, is: (user: InstalledUser) => boolean): Promise<Client> {
    const installed = this.#system.hub(code).installed
    const user = installed.users.find(is)
    if (!user) throw new RangeError(`Nobody like that works in ${code}`)
    const known = this.#clients.get(user.id)
    if (known) return known
    const client = this.#signIn(installed, user)
    this.#clients.set(user.id, client)
    // Who could not sign in tries anew.
    client.catch(() => this.#clients.delete(user.id))
    return client
  }

  async #signIn(hub: InstalledHub, user: InstalledUser): Promise<Client> {
    const session = await signIn({
      issuer: urlOf(hub, 'accounts'),
      hub: hub.hub,
      username: user.username,
      password: user.password,
      totpSecret: user.totpSecret,
    })
    return createClient({
      urls: {
        redaction: urlOf(hub, 'redaction'),
        consent: urlOf(hub, 'consent'),
        referral: urlOf(hub, 'referral'),
        directory: urlOf(hub, 'directory'),
        exchange: urlOf(hub, 'exchange'),
        audit: urlOf(hub, 'audit'),
      },
      hub: hub.hub,
      jurisdictionCert: readFileSync(this.#system.layout.hub(hub.hub).jurisdictionCertificate, 'utf8'),
      session,
    })
  }
}
