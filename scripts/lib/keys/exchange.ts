import { existsSync, readFileSync, renameSync } from 'node:fs'
import type { DirectoryStatement } from '@amparo/contracts'
import { certificateName, fingerprintOf, generateCertificate, readPrivateKey } from '@amparo/crypto'
import { exchangeKeyFile } from '../hubs/keys.ts'
import type { HubPaths } from '../hubs/layout.ts'
import { writePrivate } from '../hubs/secrets.ts'
import { UsageError } from '../usage-error.ts'

const nextKeyFile = (paths: HubPaths): string => `${exchangeKeyFile(paths)}.next`

/**
 * Draws the key with which exchange is to sign next, beside the one with which it does, and answers its certificate, armored. Asked
 * again, it answers the same one: whoever lost the certificate draws no third key.
 */
export async function drawExchangeKey(paths: HubPaths, hub: string): Promise<string> {
  const file = nextKeyFile(paths)
  if (existsSync(file)) return (await readPrivateKey(readFileSync(file, 'utf8'))).toPublic().armor()
  const userId = certificateName({ hub, use: 'exchange-sign' })
  const { certificate, privateKey } = await generateCertificate({ userId, profile: 'modern' })
  writePrivate(file, privateKey)
  return certificate
}

/**
 * Puts the next key in the place of the one before, which is gone then. Throws while the directory does not name it: what exchange signs with
 * it would be believed by nobody.
 */
export async function switchExchangeKey(paths: HubPaths, { hub, hubs }: DirectoryStatement): Promise<string> {
  const file = nextKeyFile(paths)
  if (!existsSync(file)) throw new UsageError('There is no next key: keys -- exchange-key draws one.')
  const fingerprint = (await readPrivateKey(readFileSync(file, 'utf8'))).getFingerprint()
  const named = hubs
    .filter(known => known.hub === hub)
    .flatMap(({ certificates }) => certificates.filter(({ use }) => use === 'exchange_sign'))
  const known = await Promise.all(named.map(({ armored }) => fingerprintOf(armored)))
  if (!known.includes(fingerprint))
    throw new UsageError(
      'The directory does not name the next key yet: keys -- statement --certificate FILE, here and at each peer.',
    )
  renameSync(file, exchangeKeyFile(paths))
  return fingerprint
}
