import type { DirectoryStatement } from '@amparo/contracts'
import { endOf, fingerprintOf, isRevoked } from '@amparo/crypto'
import { daysLeft } from '../../../services/directory/src/domain/ending.ts'
import { inColumns } from './table.ts'

/** One line a certificate that the jurisdiction states: whose, for what, who holds the key, and how many days are left of it. */
export async function certificateTable({ hubs, agencies }: DirectoryStatement, now: Date): Promise<string> {
  const all = [
    ...hubs.map(({ hub, jurisdictionCertificate: armored }) => ({ hub, use: 'jurisdiction', armored, by: 'offline' })),
    ...hubs.flatMap(({ hub, certificates }) =>
      certificates.map(({ use, armored }) => ({ hub, use: use.replaceAll('_', '-'), armored, by: 'hub' })),
    ),
    ...agencies.flatMap(({ hub, agencyId, certificates }) =>
      certificates.map(({ armored, hubHeld }) => ({
        ...{ hub, use: `agency ${agencyId}`, armored },
        by: hubHeld ? 'hub' : 'agency',
      })),
    ),
  ]
  const rows = all.map(async ({ hub, use, armored, by }) => [
    ...[hub, use, await fingerprintOf(armored), `held by ${by}`, await ends(armored, now)],
  ])
  return inColumns(await Promise.all(rows))
}

async function ends(armored: string, now: Date): Promise<string> {
  if (await isRevoked(armored)) return 'REVOKED'
  const end = await endOf(armored)
  const left = daysLeft(end, now)
  if (end === undefined || left === undefined) return 'does not end'
  return left < 0 ? `ENDED ${day(end)}` : `ends ${day(end)}, in ${left} days`
}

const day = (at: Date): string => at.toISOString().slice(0, 10)
