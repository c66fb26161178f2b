import { jsonFile, secretFile, secretJsonFile } from '@amparo/config'
import { usersFile } from '@amparo/contracts'
import { z } from 'zod'
import { clientsFile } from './provider/clients.ts'
import { issuerKeys } from './provider/issuer-keys.ts'

export const extraConfig = z.object({
  AMPARO_USERS_FILE: secretJsonFile(usersFile).describe('people who may sign in, as provisioning writes them'),
  AMPARO_ISSUER_KEYS_FILE: secretJsonFile(issuerKeys).describe('private JWKS (Ed25519) that signs tokens'),
  AMPARO_COOKIE_KEY_FILE: secretFile().describe('32 random bytes in base64: cookies and stored TOTP secrets'),
  AMPARO_CLIENTS: jsonFile(clientsFile).describe('redirect addresses of the portal'),
})
