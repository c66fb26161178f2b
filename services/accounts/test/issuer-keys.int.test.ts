import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { accountsKeysChanged, decodePayload } from '@amparo/contracts'
import { calculateJwkThumbprint } from 'jose'
import { expect, test } from 'vitest'
import { useAccounts } from './support/accounts.ts'

const accounts = await useAccounts()
const { issuerKeys } = accounts

/** What was told for the log, in order; of each event its changes. */
const told = async () => {
  const rows = await accounts.sql<{ payload: Buffer }>(
    `select payload from accounts.outbox where type = '${accountsKeysChanged.type}' and logged order by position`,
  )
  return rows.map(({ payload }) =>
    decodePayload(accountsKeysChanged, new Uint8Array(payload)).changes.map(
      ({ hub, use, what, fingerprint }) => `${hub} ${use}.${what}:${fingerprint}`,
    ),
  )
}
function aKey(): (typeof issuerKeys.keys)[number] {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return { kty: 'OKP', crv: 'Ed25519', x, d, kid: randomUUID(), alg: 'EdDSA', use: 'sig' }
}
const line = async (what: string, key: (typeof issuerKeys.keys)[number] | undefined) =>
  `XA token_issuer.${what}:${await calculateJwkThumbprint(key ?? aKey(), 'sha256')}`

test('every key by which tokens are believed is told for the log, and with which they are signed, once each', async () => {
  const [first] = issuerKeys.keys
  const atFirst = [[await line('listed', first)], [await line('signing_with', first)]]
  expect(await told()).toEqual(atFirst)
  await accounts.restart()
  expect(await told()).toEqual(atFirst)

  const next = aKey()
  issuerKeys.keys = [next, ...issuerKeys.keys]
  await accounts.restart()
  const signedAnew = [[await line('listed', next)], [await line('signing_with', next)]]
  expect((await told()).slice(2)).toEqual(signedAnew)

  issuerKeys.keys = [next]
  await accounts.restart()
  expect((await told()).slice(4)).toEqual([[await line('delisted', first)]])
})
