import type { DirectoryStatement, SignedDirectoryStatement } from '@amparo/contracts'
import { signDetached } from '@amparo/crypto'
import { accreditedBy } from './accreditation.ts'
import type { InstalledHub } from './installation.ts'
import type { HubCertificates } from './keys.ts'
import { nextBy } from './next-by.ts'

export interface KnownHub {
  readonly installed: InstalledHub
  readonly certificates: HubCertificates
  readonly issuer: string
}

const VALID_UNTIL = '2036-12-31T23:59:59Z'

/** What `own`'s jurisdiction states of itself and of the hubs it has joined with. */
export function directoryOf(own: KnownHub, all: readonly KnownHub[], issuedAt: Date): DirectoryStatement {
  const hubs = all.map(({ installed }) => installed.hub)
  return {
    version: Math.floor(issuedAt.getTime() / 1000),
    hub: own.installed.hub,
    issuedAt: issuedAt.toISOString(),
    nextBy: nextBy(issuedAt),
    agencies: all.flatMap(({ installed, certificates, issuer }) =>
      installed.agencies.map(({ agencyId, type, name, services, dutyPhone, takesMinors, eligibility }) => ({
        ...{ hub: installed.hub, agencyId, type, name, issuer, takesMinors },
        services: [...services],
        accreditation: accreditedBy(installed.hub, issuedAt),
        ...(dutyPhone !== '' && { dutyPhone }),
        ...(eligibility && { eligibility }),
        certificates: certificates.agencies
          .filter(agency => agency.agencyId === agencyId)
          .map(({ armored }) => ({ armored, use: 'agency' as const, hubHeld: true as const })),
      })),
    ),
    hubs: all.map(({ installed, certificates }) => ({
      hub: installed.hub,
      jurisdictionCertificate: certificates.jurisdiction,
      certificates: certificates.services.map(service => ({ ...service, hubHeld: true as const })),
    })),
    instruments: shippedInstruments(hubs),
  }
}

/** On what hubs of one machine exchange until operators state otherwise. Fictional, like the jurisdictions. */
export const shippedInstruments = (hubs: string[]): DirectoryStatement['instruments'] =>
  hubs.length < 2 ? [] : amongAll(hubs)

const amongAll = (hubs: string[]): DirectoryStatement['instruments'] => [
  {
    id: 'assistance-2026',
    citation: `Agreement on assistance to victims of trafficking (${hubs.join(', ')})`,
    hubs,
    matter: 'assistance',
    validUntil: VALID_UNTIL,
  },
  {
    id: 'criminal-2026',
    citation: `Convention on mutual assistance in criminal matters (${hubs.join(', ')})`,
    hubs,
    matter: 'criminal',
    // What evidence is asked for under.
    treaty: 'nassau',
    validUntil: VALID_UNTIL,
  },
  {
    id: 'organised-crime-2026',
    citation: `Convention against organised crime (${hubs.join(', ')})`,
    hubs,
    matter: 'criminal',
    // Data that would be lost can be preserved under it before a central authority has signed.
    treaty: 'untoc',
    validUntil: VALID_UNTIL,
  },
]

export async function signDirectory(
  statement: DirectoryStatement,
  jurisdictionKey: string,
): Promise<SignedDirectoryStatement> {
  const text = JSON.stringify(statement)
  return { statement: text, signature: await signDetached(new TextEncoder().encode(text), jurisdictionKey) }
}
