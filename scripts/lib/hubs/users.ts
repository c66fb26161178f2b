import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { hashPassword } from '@amparo/crypto'
import { files } from './environment.ts'
import type { InstalledHub } from './installation.ts'
import type { HubPaths } from './layout.ts'
import { writePrivate } from './secrets.ts'

/** What accounts draws or is given once: the demonstration's users, the issuer's key and the cookie key. */
export async function writeAccounts(paths: HubPaths, hub: InstalledHub): Promise<void> {
  const own = files(paths)
  const users = []
  // A random 80-bit password needs no slow hash; a cheap one keeps the first start quick and is marked as such in the hash.
  for (const { id, username, agencyId, agencyType, roles, password, totpSecret } of hub.users)
    users.push({
      id,
      username,
      // Of people who are none: what the account is called, so that no two share a family name.
      ...{ givenNames: 'Sample', familyNames: username },
      agencyId,
      agencyType,
      roles,
      passwordHash: await hashPassword(password, DEMO_COST),
      totpSecret,
    })
  writePrivate(own.users, { users })
  const { privateKey } = generateKeyPairSync('ed25519')
  writePrivate(own.issuerKeys, {
    keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'EdDSA', use: 'sig' }],
  })
  writePrivate(own.cookieKey, randomBytes(32).toString('base64'))
}

/** The portal as a client of accounts, which sends people back to no other address. */
export function writeClients(paths: HubPaths, portal: string): void {
  writePrivate(files(paths).clients, {
    portal: { redirectUris: [`${portal}/`], postLogoutRedirectUris: [`${portal}/`] },
  })
}

const DEMO_COST = { N: 2 ** 12, r: 8, p: 1, maxmem: 32 * 1024 * 1024 }
