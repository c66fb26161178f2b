import { randomUUID } from 'node:crypto'
import { AgencyType, directoryAgency, evidenceKinds, matchBuilt, matchReceived, matchSettled } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, SHELTER, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()
const TO = { hub: 'XB', agencyId: SHELTER }

;(await xa.nats.as('directory')).answer(directoryAgency, async ({ ref }) =>
  ref ? { agency: { ref, type: AgencyType.SHELTER, name: 'Fictional', issuer: 'x' } } : {},
)

/** As redaction of XA makes it known. */
const ask = async ({ packageId: matchId, ciphertext, sha256 }: APackage, to = TO) =>
  xa.publish(matchBuilt, { matchId, ciphertext, sha256, to })
const arrived = async ({ packageId }: APackage) =>
  (await xb.told(matchReceived)).filter(({ match }) => match?.matchId === packageId)
/** What redaction of XA hears of it. */
const settled = async ({ packageId }: APackage) =>
  (await xa.told(matchSettled))
    .filter(({ matchId }) => matchId === packageId)
    .map(({ kind, code }) => `${evidenceKinds.toCode(kind)} ${code}`.trim())

describe('a private question to another hub', () => {
  test('reaches it as it was sealed, once, and is delivered when it is there', async () => {
    const made = aPackage()
    await ask(made)
    await soon(() => settled(made)).toEqual(['delivered'])
    const { packageId: matchId, ciphertext, sha256 } = made
    expect(await arrived(made)).toEqual([
      expect.objectContaining({ fromHub: 'XA', match: expect.objectContaining({ matchId, ciphertext, sha256 }) }),
    ])
  })

  test('is the same question under another message: it is not taken twice', async () => {
    const made = aPackage()
    await ask(made)
    await soon(() => settled(made)).toEqual(['delivered'])
    await ask(made)
    await xb.until("select 1 from refused_in where code = 'edge_message_id_reused'", [])
    expect(await arrived(made)).toHaveLength(1)
  })

  test('to a hub to which there is no way, too large, or altered on the way, is told with its code', async () => {
    const nowhere = aPackage()
    await ask(nowhere, { hub: 'XZ', agencyId: SHELTER })
    await soon(() => settled(nowhere)).toEqual(['refused peer_unknown'])
    const large = aPackage(955 * 1024)
    await ask(large)
    await soon(() => settled(large)).toEqual(['refused package_too_large'])
    const altered = { ...aPackage(), sha256: 'ab'.repeat(32) }
    await ask(altered)
    await soon(() => settled(altered)).toEqual(['refused package_altered'])
    expect(await arrived(altered)).toEqual([])
  })

  test('waits for no package that is under way', async () => {
    const slow = aPackage()
    await build(xa, slow)
    const made = { ...aPackage(), packageId: randomUUID() }
    await ask(made)
    await soon(() => settled(made)).toEqual(['delivered'])
    expect(
      await xa.rows("select 1 from outgoing where package_id = $1 and state = 'delivered'", [slow.packageId]),
    ).toEqual([])
  })
})
