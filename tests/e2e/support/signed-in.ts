import { readFileSync } from 'node:fs'
import { createClient, type ServiceUrls } from '@amparo/client'
import { fileTransfers, signIn } from '@amparo/client/node'
import { SERVICES } from '@amparo/contracts'
import type { Hubs } from '../../../scripts/lib/demo/people.ts'
import { urlOf } from '../../../scripts/lib/hubs/addresses.ts'

/** Somebody of an agency of that kind, with what agency software has besides the client: files. */
export async function signedIn(system: Hubs, hub: string, type: string) {
  const { installed } = system.hub(hub)
  const user = installed.users.find(({ agencyType, roles }) => agencyType === type && !roles.includes('supervisor'))
  const agencyId = installed.agencies.find(agency => agency.type === type)?.agencyId
  if (!user || !agencyId) throw new Error(`no ${type} in ${hub}`)
  const session = await signIn({ ...user, issuer: urlOf(installed, 'accounts'), hub })
  const urls = Object.fromEntries(SERVICES.map(service => [service, urlOf(installed, service)]))
  const jurisdictionCert = readFileSync(system.layout.hub(hub).jurisdictionCertificate, 'utf8')
  const options = { urls: urls as ServiceUrls, hub, jurisdictionCert, session }
  return { agencyId, client: createClient(options), files: fileTransfers(options) }
}
