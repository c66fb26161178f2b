import { generateCertificate, revoke } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { certificateTable } from './certificate-table.ts'

test('each certificate stands in a line with the days that are left of it', async () => {
  const made = (days?: number) =>
    generateCertificate({
      ...{ userId: 'Amparo XA', profile: 'modern', date: new Date('2026-03-01T00:00:00Z') },
      ...(days !== undefined && { expiresInSeconds: days * 86_400 }),
    })
  const [jurisdiction, ending, agency, lost] = await Promise.all([made(), made(40), made(3), made()])
  const table = await certificateTable(
    {
      ...{ version: 1, hub: 'XA', issuedAt: '2026-03-01T00:00:00.000Z', instruments: [] },
      hubs: [
        {
          ...{ hub: 'XA', jurisdictionCertificate: jurisdiction.certificate },
          certificates: [{ armored: ending.certificate, use: 'consent_sign', hubHeld: true }],
        },
      ],
      agencies: [
        {
          ...{ hub: 'XA', agencyId: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001', type: 'shelter', name: 'A shelter' },
          certificates: [
            { armored: agency.certificate, use: 'agency', hubHeld: false },
            { armored: await revoke(lost.certificate, lost.privateKey, 'compromised'), use: 'agency', hubHeld: true },
          ],
        },
      ],
    },
    new Date('2026-03-11T00:00:00Z'),
  )
  const lines = table.split('\n').map(line => line.replaceAll(/ {2,}/g, ' | '))
  expect(lines).toEqual([
    `XA | jurisdiction | ${jurisdiction.fingerprint} | held by offline | does not end`,
    `XA | consent-sign | ${ending.fingerprint} | held by hub | ends 2026-04-10, in 30 days`,
    `XA | agency 0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001 | ${agency.fingerprint} | held by agency | ENDED 2026-03-04`,
    `XA | agency 0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001 | ${lost.fingerprint} | held by hub | REVOKED`,
  ])
})
